import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import {
  bedPlacement,
  bedReading,
  bedsOf,
  bedWaveform,
  canariesOf,
  canaryReading,
  type Way,
} from './beds.ts';

const BEAT_MS = 1000;
const CANARY_MS = 500;
const RETRY_MS = 100;

/** Sends events, a line of JSON each, and tells which were acknowledged; throws when none was. */
export type Send = (lines: readonly string[]) => Promise<readonly boolean[]>;

export type Feed = {
  readonly way: Way;
  readonly send: Send;
  readonly partitions: number;
  readonly folder: string;
  readonly beds: number;
  /** Event time of the first readings, ms since the epoch. */
  readonly start: number;
};

/** Events that were acknowledged, a line each: written only after they were. */
export const acknowledgedFile = (folder: string, way: Way): string =>
  join(folder, `acknowledged-${way}.ndjson`);

/** The next reading of each bed: what was acknowledged before a process was killed is not sent again. */
function nextOf(file: string): Map<number, number> {
  const next = new Map<number, number>();
  if (!existsSync(file)) return next;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, bed, n] = /"id":"bed-(\d+)\.(\d+)"/.exec(line) ?? [];
    if (bed !== undefined) next.set(Number(bed), Math.max(next.get(Number(bed)) ?? 0, Number(n) + 1));
  }
  return next;
}

/**
 * Sends a reading and a second of a waveform of each bed each second, and readings of the canaries twice as often, each
 * until it is acknowledged.
 */
export async function feed(
  { way, send, partitions, folder, beds, start }: Feed,
  signal: AbortSignal,
): Promise<void> {
  const file = acknowledgedFile(folder, way);
  const next = nextOf(file);
  const own = bedsOf(way, beds);
  const canaries = canariesOf(way, partitions);

  async function insist(events: readonly SentEvent[], isNoted: boolean): Promise<void> {
    let left = events.map((event) => JSON.stringify(event));
    while (left.length > 0 && !signal.aborted) {
      const sent = left;
      const accepted = await send(sent).catch(() => []);
      const done = sent.filter((_, k) => accepted[k]);
      if (isNoted && done.length > 0) appendFileSync(file, done.map((line) => `${line}\n`).join(''));
      left = sent.filter((_, k) => !accepted[k]);
      if (left.length > 0) await wait(RETRY_MS);
    }
  }

  async function feedBeds(): Promise<void> {
    await insist(
      own.map((bed) => bedPlacement(bed, start)),
      false,
    );
    while (!signal.aborted) {
      const due = performance.now() + BEAT_MS;
      const events = own.flatMap((bed) => {
        const n = next.get(bed) ?? 0;
        next.set(bed, n + 1);
        return [bedReading(bed, n, start), bedWaveform(bed, n, start)];
      });
      await insist(events, true);
      await wait(Math.max(0, due - performance.now()));
    }
  }

  async function feedCanaries(): Promise<void> {
    for (let n = 0; !signal.aborted; n += 1) {
      await insist(
        canaries.map((canary) => canaryReading(canary, n, Date.now())),
        false,
      );
      await wait(CANARY_MS);
    }
  }

  await Promise.all([feedBeds(), feedCanaries()]);
}
