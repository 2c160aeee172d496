import { setTimeout as wait } from 'node:timers/promises';
import type { Ingest } from '#lib/server/icu/ingest/open-ingest.ts';
import { secondOf, sentOf } from './bedside.ts';

/** Sends what the beds measure for some seconds, each bed at its own moment of the second. Gives ms until each was safe. */
export async function sendBeds(ingest: Ingest, beds: number, seconds: number): Promise<readonly number[]> {
  const waits: number[] = [];
  const sending: Promise<void>[] = [];
  const start = Date.now();
  for (let second = 0; second < seconds; second += 1)
    for (let bed = 0; bed < beds; bed += 1) {
      const due = start + 1000 * second + (1000 * bed) / beds;
      await wait(Math.max(0, due - Date.now()));
      const sent = Date.now();
      const taken = ingest.take(sentOf(secondOf(bed, sent, second)), 'bench');
      sending.push(taken.then(() => void waits.push(Date.now() - sent)));
    }
  await Promise.all(sending);
  return waits;
}
