import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { SentEvent, StreamEvent } from '#lib/icu/events/stream-event.ts';
import { endChild } from '../../end-child.ts';
import { type Part, usedByParts } from '../icu-wall/processes.ts';
import { placementOf, signsOf } from './bedside.ts';
import type { BenchSettings } from './bench-settings.ts';

const HOUR_MS = 3_600_000;
const MOST_APPENDED = 5000;
/** Of the log: until then every scorer has something to do. */
const MEASURED_SHARE = 0.7;
const LOOK_MS = 100;

const logged = (event: SentEvent): StreamEvent => ({ ...event, ingestedAt: Date.now() });

/** A day of each bed, an event an hour, and then a second after the other: what a scorer finds that was away for a while. */
export async function fillLog(log: EventLog, beds: number, seconds: number): Promise<number> {
  const start = Date.now() - 25 * HOUR_MS;
  const all = Array.from({ length: beds }, (_, bed) => bed);
  await log.append(all.map((bed) => logged(placementOf(bed, start))));
  for (let hour = 0; hour < 24; hour += 1)
    await log.append(all.map((bed) => logged(signsOf(bed, start + hour * HOUR_MS, hour))));
  const atOnce = Math.floor(MOST_APPENDED / beds);
  for (let from = 0; from < seconds; from += atOnce) {
    const span = Array.from({ length: Math.min(atOnce, seconds - from) }, (_, k) => from + k);
    await log.append(
      span.flatMap((second) =>
        all.map((bed) => logged(signsOf(bed, start + 24 * HOUR_MS + 1000 * second, second))),
      ),
    );
  }
  return beds * (24 + seconds);
}

const scoredOf = (message: unknown): number | null =>
  typeof message === 'object' && message !== null && 'scored' in message && typeof message.scored === 'number'
    ? message.scored
    : null;

/**
 * Patient-updates that some scorers make of a log that is full already, from when each of them has begun; and what one costs of
 * the processor there, in the database and in the broker.
 */
export async function scorerThroughput(settings: BenchSettings, processes: number, updates: number) {
  const told = new Map<ChildProcess, number>();
  const children = Array.from({ length: processes }, () => {
    const child = fork(new URL('./bench-process.ts', import.meta.url), [JSON.stringify(settings)]);
    child.on('message', (message: unknown) => told.set(child, scoredOf(message) ?? 0));
    return child;
  });
  const counts = () => children.map((child) => told.get(child) ?? 0);
  const total = () => counts().reduce((sum, one) => sum + one, 0);
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (children.some(({ exitCode }) => exitCode !== null)) throw new Error('a scorer ended');
      await wait(LOOK_MS);
    }
    return { at: performance.now(), scored: total(), used: await usedByParts(settings.databaseUrl) };
  };
  const from = await until(() => counts().every((one) => one > 0));
  const to = await until(() => total() >= MEASURED_SHARE * updates);
  await Promise.all(children.map(endChild));
  const seconds = (to.at - from.at) / 1000;
  const scored = to.scored - from.scored;
  const msOf = (part: Part) =>
    (1000 * ((to.used.get(part)?.processorS ?? 0) - (from.used.get(part)?.processorS ?? 0))) / scored;
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return {
    processes,
    updates: scored,
    seconds: Math.round(seconds * 10) / 10,
    updatesPerSecond: Math.round(scored / seconds),
    updatesPerCpuSecond: Math.round(1000 / msOf('scorers')),
    processorMsPerUpdate: {
      scorers: rounded(msOf('scorers')),
      database: rounded(msOf('database')),
      broker: rounded(msOf('broker')),
    },
  };
}
