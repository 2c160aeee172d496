import type { Alert, AlertCondition, AlertFactor } from '../alerts/alert.ts';
import type { BedsideSign, WaveformId } from '../events/stream-event.ts';

/** A value with the time at which it was measured, ms since the epoch; `doubt`: why it is marked and not believed. */
export type WallValue = {
  readonly value: number;
  readonly unit: string;
  readonly at: number;
  readonly doubt?: string;
};

/** A score as it stands. `null` where there is none, with the reason in `gap`. */
export type WallScore = {
  readonly condition: AlertCondition;
  readonly probability: number | null;
  readonly gap: string | null;
  readonly threshold: number;
  readonly horizonHours: number;
  /** Event time up to which data was read. */
  readonly at: number;
  /** Change of the probability over the last hour; `null`: not known. */
  readonly changeInHour: number | null;
  readonly factors: readonly AlertFactor[];
  readonly model: string;
  readonly arm: string;
};

/** Scores that need no model, each with what could not be counted. */
export type WallRule = {
  readonly id: 'news2' | 'qsofa' | 'sirs' | 'shock-index';
  readonly value: number | null;
  readonly missing: readonly string[];
};

/** One bed, whole: whoever gets a tile needs nothing that was said before. */
export type WallTile = {
  readonly bed: string;
  readonly ward: string;
  /** `null`: the bed is empty. */
  readonly patient: string | null;
  /** Age band and sex, or a name where the viewer may see it. */
  readonly who: string | null;
  readonly admittedAt: number | null;
  /** The bed that the patient was moved from, and when; `null`: from none, as far as anybody saw. */
  readonly movedFrom: { readonly bed: string; readonly at: number } | null;
  readonly signs: Partial<Record<BedsideSign, WallValue>>;
  /** Latest laboratory values by analyte id. */
  readonly laboratory: Readonly<Record<string, WallValue>>;
  readonly scores: readonly WallScore[];
  readonly rules: readonly WallRule[];
  /** Event time of the newest reading; a stream that stopped shows "no data" and never an old score. */
  readonly newest: number | null;
  readonly alerts: readonly Alert[];
  readonly simulated: boolean;
};

/** What the stream of `/api/icu/stream` sends, each as one SSE message whose event name is `kind`. */
export type WallMessage =
  /** At the start and after a gap that cannot be filled: everything. */
  | {
      readonly kind: 'wall';
      readonly tiles: readonly WallTile[];
      readonly clock: WallClock;
      readonly intake: Intake;
    }
  | { readonly kind: 'tile'; readonly tile: WallTile }
  | { readonly kind: 'waveform'; readonly bed: string; readonly patient: string; readonly chunk: WallChunk }
  | { readonly kind: 'clock'; readonly clock: WallClock; readonly intake: Intake };

/** What was sent and is not on the wall. */
export type Intake = {
  /** Events of the last 24 h of real time that were refused. */
  readonly refused: number;
  /** Beds that sent more than is taken in at once during the last minute of real time: part of it is late. */
  readonly flooding: readonly string[];
};

/** Samples as the event holds them (16-bit little-endian, base64), to be drawn at `at`. */
export type WallChunk = {
  readonly waveform: WaveformId;
  readonly label: string | null;
  readonly at: number;
  readonly rate: number;
  readonly unit: string;
  readonly gain: number;
  readonly offset: number;
  readonly samples: string;
};

/** What time it is on the wall: that of the ward, or of a replay, which may run faster or stand still. */
export type WallClock = {
  readonly now: number;
  /** Milliseconds of the wall for each real one: 1 live, 0 paused. */
  readonly speed: number;
  readonly replay: { readonly title: string; readonly simulated: boolean } | null;
};
