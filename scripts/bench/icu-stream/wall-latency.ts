import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { BenchSettings } from './bench-settings.ts';
import { percentilesOf } from './percentiles.ts';

const JOIN_MS = 3000;
const LATE_MS = 3000;

/** Starts writing: in another process where the engine takes several, else here. */
export type StartWriting = () => Promise<unknown>;

export const writeElsewhere =
  (settings: BenchSettings): StartWriting =>
  () => {
    const child: ChildProcess = fork(new URL('./bench-process.ts', import.meta.url), [
      JSON.stringify(settings),
    ]);
    return new Promise((resolve, reject) => {
      child.once('exit', (code) =>
        code === 0 ? resolve(undefined) : reject(new Error(`the writer ended with ${code}`)),
      );
    });
  };

/** ms from the time at which a bed's second was sent to that at which a follower of the log has it. */
export async function wallLatency(log: EventLog, write: StartWriting) {
  const ended = new AbortController();
  const times: number[] = [];
  const following = (async () => {
    for await (const events of log.follow(ended.signal)) {
      const now = Date.now();
      for (const { event } of events) if (event.source.startsWith('monitor-')) times.push(now - event.at);
    }
  })();
  await wait(JOIN_MS);
  const cpu = process.cpuUsage();
  await write();
  const { user, system } = process.cpuUsage(cpu);
  await wait(LATE_MS);
  ended.abort();
  await following;
  return {
    events: times.length,
    ...percentilesOf(times),
    followerCpuS: Math.round((user + system) / 1e5) / 10,
  };
}
