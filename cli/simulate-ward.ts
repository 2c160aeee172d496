import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import { AS_OF_MS } from '#lib/simulator/calendar.ts';
import { AS_OF, GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import { historyBundle } from '#lib/simulator/icu-live/history-bundle.ts';
import { type LiveWard, openWard } from '#lib/simulator/icu-live/live-ward.ts';
import { stayTruth } from '#lib/simulator/icu-live/stay-truth.ts';
import { writeLines } from './line-file.ts';

export type WardOrder = {
  readonly beds: number;
  readonly hours: number;
  readonly seed: number;
  readonly out: string;
  /** Seconds between two readings of a monitor. */
  readonly every: number;
  readonly waveforms: boolean;
};

const STEP_MS = 600_000;

const lineOf = ({ knownAt, event }: TimedEvent): string =>
  `${JSON.stringify({ ...event, ingestedAt: knownAt })}\n`;

/** Who lies there at the beginning, then all that becomes known, in order; `ingestedAt` is when. */
function* eventLines(ward: LiveWard, { hours, every, waveforms }: WardOrder, onHour: (n: number) => void) {
  const detail = { vitalSignsEveryMs: every * 1000, waveforms };
  for (const one of ward.placementsAt(AS_OF_MS)) yield lineOf({ ...one, knownAt: AS_OF_MS });
  for (let at = AS_OF_MS; at < AS_OF_MS + hours * HOUR_MS; at += STEP_MS) {
    for (const one of ward.eventsBetween(at, at + STEP_MS, detail)) yield lineOf(one);
    onHour((at + STEP_MS - AS_OF_MS) / HOUR_MS);
  }
}

function* truthLines(ward: LiveWard, hours: number) {
  for (const live of ward.staysBetween(AS_OF_MS, AS_OF_MS + hours * HOUR_MS))
    yield `${JSON.stringify(stayTruth(live))}\n`;
}

async function* bundleLines(ward: LiveWard, { hours, out }: WardOrder) {
  for (const live of ward.staysBetween(AS_OF_MS, AS_OF_MS + hours * HOUR_MS)) {
    const { bundle, files } = historyBundle(live);
    for (const { path, bytes } of files) {
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeFile(join(out, path), bytes);
    }
    yield `${JSON.stringify(bundle)}\n`;
  }
}

/** Writes a ward into a new folder; a sentence when it must not write there. Files appear when whole. */
export async function writeWard(order: WardOrder, onHour: (done: number) => void): Promise<string | null> {
  const { beds, hours, seed, out, every, waveforms } = order;
  const there = await access(join(out, 'cohort.json')).then(
    () => true,
    () => false,
  );
  if (there) return `${out} holds a cohort; choose another --out or delete it`;
  await mkdir(out, { recursive: true });
  const ward = openWard({ seed, beds });
  await writeLines(join(out, 'truth.ndjson'), truthLines(ward, hours));
  await writeLines(join(out, 'bundles-00000.ndjson.gz'), bundleLines(ward, order));
  await writeLines(join(out, 'events.ndjson.gz'), eventLines(ward, order, onHour));
  const facts = { simulated: true, cohort: 'icu-live', beds, hours, seed, every, waveforms };
  const origin = { generatorVersion: GENERATOR_VERSION, from: AS_OF };
  await writeLines(join(out, 'cohort.json'), [`${JSON.stringify({ ...facts, ...origin }, null, 2)}\n`]);
  return null;
}
