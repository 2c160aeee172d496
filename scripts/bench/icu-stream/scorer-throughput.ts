import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { SentEvent, StreamEvent } from '#lib/icu/events/stream-event.ts';
import { placementOf, signsOf } from './bedside.ts';
import type { BenchSettings } from './bench-settings.ts';

const HOUR_MS = 3_600_000;
const MOST_APPENDED = 5000;

const logged = (event: SentEvent): StreamEvent => ({ ...event, ingestedAt: Date.now() });

/** A day of each bed, an event an hour, and then a second after the other: what a scorer finds that was away for a while. */
export async function fillLog(log: EventLog, beds: number, seconds: number): Promise<number> {
  const start = Date.now() - 25 * HOUR_MS;
  const all = Array.from({ length: beds }, (_, bed) => bed);
  const placed = all.map((bed) => logged(placementOf(bed, start)));
  const day = Array.from({ length: 24 }, (_, hour) =>
    all.map((bed) => logged(signsOf(bed, start + hour * HOUR_MS, hour))),
  );
  const live = Array.from({ length: seconds }, (_, second) =>
    all.map((bed) => logged(signsOf(bed, start + 24 * HOUR_MS + 1000 * second, second))),
  );
  const events = [placed, ...day, ...live].flat();
  for (let from = 0; from < events.length; from += MOST_APPENDED)
    await log.append(events.slice(from, from + MOST_APPENDED));
  return events.length - placed.length;
}

type Told = {
  readonly scored: number;
  readonly cpuS: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'scored' in value;

/** Patient-updates that some scorers make of a log that is full already, of the wall's time and of a core's. */
export async function scorerThroughput(settings: BenchSettings, processes: number, updates: number) {
  const told = new Map<ChildProcess, Told>();
  const children = Array.from({ length: processes }, () => {
    const child = fork(new URL('./bench-process.ts', import.meta.url), [JSON.stringify(settings)]);
    child.on('message', (message: unknown) => {
      if (isTold(message)) told.set(child, message);
    });
    return child;
  });
  const sum = (read: (one: Told) => number) =>
    [...told.values()].reduce((total, one) => total + read(one), 0);
  while (sum(({ scored }) => scored) < updates) {
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error('a scorer ended');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const child of children) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const all = [...told.values()];
  const seconds =
    (Math.max(...all.map(({ lastAt }) => lastAt)) - Math.min(...all.map(({ firstAt }) => firstAt))) / 1000;
  const cpuS = sum((one) => one.cpuS);
  return {
    processes,
    updates,
    seconds: Math.round(seconds * 10) / 10,
    updatesPerSecond: Math.round(updates / seconds),
    cpuS: Math.round(cpuS * 10) / 10,
    updatesPerCpuSecond: Math.round(updates / cpuS),
  };
}
