import type { Issue } from '#lib/clinical/issue.ts';
import type { Intervals } from '../hrv/intervals.ts';
import type { DeviceQuestion } from './device-question.ts';
import type { Samples } from './latest-samples.ts';
import type { Lead } from './wfdb-lead.ts';

/** One lead of an ECG with the time of its first sample. */
export type DatedLead = Lead & {
  /** What it was recorded with at once: leads of one ECG have one. */
  readonly recording: string;
  /** ms since the epoch; a local clock without a zone as if UTC. */
  readonly startMs: number;
  readonly zoneMinutes: number | undefined;
};

/** What a device's file holds, whatever its format. */
export type DeviceReading = {
  readonly samples: Samples;
  /** Beat by beat, where the file is a recording of beats. */
  readonly intervals?: Intervals;
  readonly leads?: readonly DatedLead[];
  /** What only the user can tell, so that nothing was read. */
  readonly question?: DeviceQuestion;
  readonly issues: readonly Issue[];
};

export const noSamples: Samples = { heartRate: [], saturation: [], steps: [] };

/** Whom readings of a file belong to in time: nothing was recorded after `now`. */
export type ReadingContext = { readonly name: string; readonly now: number };

export const warning = (code: Issue['code'], message: string): Issue => ({
  code,
  severity: 'warning',
  message,
});

/** A file of which nothing could be read. */
export const nothingRead = (message: string, issues: readonly Issue[] = []): DeviceReading => ({
  samples: noSamples,
  issues: [...issues, { code: 'structure', severity: 'error', message }],
});
