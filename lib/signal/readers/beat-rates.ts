import type { Intervals } from '../hrv/intervals.ts';
import type { SourceKind } from '../sources/source-kind.ts';
import type { Sample } from './latest-samples.ts';

const MINUTE_MS = 60_000;
/** Intervals outside are no beats (Task Force 1996: artefacts); ms. */
const SHORTEST = 300;
const LONGEST = 2000;

type Start = { readonly startMs: number; readonly zoneMinutes: number | undefined };

/** The heart rate of each minute by the mean of its intervals. */
export function ratesOfBeats(
  { ms, at }: Intervals,
  { startMs, zoneMinutes }: Start,
  kind: SourceKind = 'chest strap',
): Sample[] {
  const minutes = new Map<number, { sum: number; count: number }>();
  for (const [i, length] of ms.entries()) {
    if (length < SHORTEST || length > LONGEST) continue;
    const minute = Math.floor((startMs + 1000 * (at[i] ?? 0)) / MINUTE_MS);
    const held = minutes.get(minute) ?? { sum: 0, count: 0 };
    minutes.set(minute, { sum: held.sum + length, count: held.count + 1 });
  }
  return Array.from(minutes, ([minute, { sum, count }]) => {
    const start = minute * MINUTE_MS;
    return { ms: start, end: start, value: (60_000 * count) / sum, zoneMinutes, source: '', kind };
  });
}
