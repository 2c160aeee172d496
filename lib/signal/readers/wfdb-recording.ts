import { midnightOf } from './day-order.ts';
import type { DeviceAnswers } from './device-question.ts';
import { type DatedLead, type DeviceReading, noSamples, nothingRead, warning } from './device-reading.ts';
import { readTimeCell } from './time-cell.ts';
import { isBeat, readWfdbAnnotations } from './wfdb-annotations.ts';
import { readWfdbHeader, type WfdbHeader } from './wfdb-header.ts';
import type { OpenFile } from './wfdb-lead.ts';
import { readWfdbLead } from './wfdb-record.ts';

/** Units of an electrocardiogram; other signals of a record are pressures, breathing and the like. */
const ECG_UNITS = /^([µμu]V|mV|V)$/;
/** Samples of all leads that a page can hold and draw: a day of two leads at 128 per second. */
const MOST_SAMPLES = 24_000_000;
const DAY_MS = 86_400_000;

/** ms of the first sample; a question where the header does not tell it and the user has not been asked. */
function startOf({ baseTime, baseDate }: WfdbHeader, { startMs }: DeviceAnswers) {
  const [time, date] = [readTimeCell(baseTime), readTimeCell(baseDate)];
  const clock = time?.kind === 'civil' ? time.time : undefined;
  // header(5) has the day first.
  const day = date?.kind === 'civil' && date.date ? midnightOf(date.date, 'day-first') : undefined;
  if (clock !== undefined && day !== undefined && !Number.isNaN(day)) return { ms: day + clock };
  if (startMs === undefined)
    return { question: { about: clock === undefined ? ('start' as const) : ('day' as const) } };
  return { ms: clock === undefined ? startMs : Math.floor(startMs / DAY_MS) * DAY_MS + clock };
}

/** Places of the leads of an ECG, as many as can be held. */
function leadsOf({ signals, segments, frames }: WfdbHeader): readonly number[] {
  if (segments.length > 0) return [0];
  const ecg = signals.flatMap(({ unit }, place) => (ECG_UNITS.test(unit) ? [place] : []));
  const held = (place: number) => (frames ?? 0) * (signals[place]?.samplesPerFrame ?? 1);
  let sum = 0;
  return ecg.filter((place) => {
    sum += held(place);
    return sum <= MOST_SAMPLES;
  });
}

/** What was left of a record, in sentences. */
function leftOut(header: WfdbHeader, read: readonly number[], beats: number) {
  const others = header.signals.filter((_, place) => !read.includes(place));
  const issues = [];
  if (others.length > 0 && header.segments.length === 0)
    issues.push(
      warning(
        'file-too-large',
        `${others.length} signals are no ECG or too long to draw and were left out: ${others.map(({ description, unit }) => `${description || 'unnamed'} (${unit})`).join(', ')}.`,
      ),
    );
  if (beats > 0)
    issues.push(
      warning('assumption', `The ${beats} annotated beats were not used: beats are found in the signal.`),
    );
  return issues;
}

/**
 * Reads the ECG of a WFDB record: its leads, dated by the header or by the user. Never throws for bad data.
 *
 * @param name record name without `.hea`
 * @param annotations bytes of an annotation file, when one is there
 */
export async function readWfdbRecording(
  name: string,
  open: OpenFile,
  annotations: Uint8Array | null,
  answers: DeviceAnswers,
): Promise<DeviceReading> {
  const bytes = await open(`${name}.hea`);
  const { header, issues } = readWfdbHeader(
    new TextDecoder('latin1').decode(bytes ?? new Uint8Array()),
    `${name}.hea`,
  );
  if (!header) return { samples: noSamples, issues };
  const places = leadsOf(header);
  if (places.length === 0) return nothingRead('The record holds no ECG: no signal is in volts.', issues);
  const start = startOf(header, answers);
  if (start.question) return { samples: noSamples, question: start.question, issues };
  const read = await Promise.all(places.map((place) => readWfdbLead(name, place, open)));
  const leads = read.flatMap(({ lead }): DatedLead[] =>
    lead
      ? [
          {
            ...lead,
            unit: lead.unit.replace(/^[µμ]/, 'u'),
            recording: name,
            startMs: start.ms,
            zoneMinutes: undefined,
          },
        ]
      : [],
  );
  const beats = annotations ? readWfdbAnnotations(annotations).filter(isBeat).length : 0;
  const said = [...new Map(read.flatMap((one) => one.issues).map((one) => [one.message, one])).values()];
  return { samples: noSamples, leads, issues: [...said, ...leftOut(header, places, beats)] };
}
