import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import type { Ingest } from '#lib/server/icu/ingest/open-ingest.ts';
import { bedPlacement, bedReading, bedWaveform, canariesOf, canaryReading } from './beds.ts';
import { ACKNOWLEDGED, type SoakSettings } from './soak-settings.ts';

const BEAT_MS = 1000;
const CANARY_MS = 200;
const RETRY_MS = 100;

/** The next reading of each bed: what was acknowledged before this process was killed is not sent again. */
function nextOf(file: string, beds: number): number[] {
  const next = Array.from({ length: beds }, () => 0);
  if (!existsSync(file)) return next;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, bed, n] = /"id":"bed-(\d+)\.(\d+)"/.exec(line) ?? [];
    if (bed !== undefined) next[Number(bed)] = Math.max(next[Number(bed)] ?? 0, Number(n) + 1);
  }
  return next;
}

/** Sends readings of all beds each second and of the canaries five times as often, each until it is acknowledged. */
export async function write(ingest: Ingest, partitions: number, settings: SoakSettings): Promise<never> {
  const { folder, beds, start } = settings;
  const file = join(folder, ACKNOWLEDGED);
  const next = nextOf(file, beds);
  const canaries = canariesOf(partitions);

  /** Throws when not all of them were taken in. */
  async function tryToSend(events: readonly SentEvent[], isNoted: boolean): Promise<void> {
    const sent = events.map((value) => ({ text: JSON.stringify(value), value }));
    const outcomes = await ingest.take(sent, 'soak', () => Number.MAX_SAFE_INTEGER);
    const accepted = sent.filter((_, k) => outcomes[k]?.status === 'accepted');
    if (isNoted) appendFileSync(file, accepted.map(({ text }) => `${text}\n`).join(''));
    if (accepted.length < sent.length) throw new Error('some are to be sent again');
  }

  async function send(events: readonly SentEvent[], isNoted: boolean): Promise<void> {
    for (;;) {
      try {
        await tryToSend(events, isNoted);
        return;
      } catch {
        await wait(RETRY_MS);
      }
    }
  }

  async function writeBeds(): Promise<never> {
    const all = Array.from({ length: beds }, (_, bed) => bed);
    await send(
      all.map((bed) => bedPlacement(bed, start)),
      false,
    );
    for (;;) {
      const due = performance.now() + BEAT_MS;
      const events = all.flatMap((bed) => {
        const n = next[bed] ?? 0;
        next[bed] = n + 1;
        return [bedReading(bed, n, start), bedWaveform(bed, n, start)];
      });
      await send(events, true);
      await wait(Math.max(0, due - performance.now()));
    }
  }

  async function writeCanaries(): Promise<never> {
    for (let n = 0; ; n += 1) {
      await send(
        canaries.map((canary) => canaryReading(canary, n, Date.now())),
        false,
      );
      await wait(CANARY_MS);
    }
  }

  return Promise.race([writeBeds(), writeCanaries()]);
}
