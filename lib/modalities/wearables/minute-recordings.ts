import type { Recording } from './slice.ts';

/** Values by minutes since the epoch, each with the zone that its source wrote. */
export type Minutes = ReadonlyMap<
  number,
  { readonly value: number; readonly zoneMinutes: number | undefined }
>;

const MINUTE_MS = 60_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** ISO 8601 on the clock of the device; without a zone in UTC. */
export function writtenTime(ms: number, zone: number | undefined): string {
  const local = new Date(ms + (zone ?? 0) * MINUTE_MS).toISOString().slice(0, 19);
  if (zone === undefined) return `${local}Z`;
  const size = Math.abs(zone);
  return `${local}${zone < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** One recording for each stretch on one clock, a step a minute, `NaN` where nothing was read. */
export function recordingsOf(minutes: Minutes, reference: string): Recording[] {
  const runs: { zone: number | undefined; from: number; entries: [number, number][] }[] = [];
  for (const [at, { value, zoneMinutes }] of [...minutes].toSorted(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.zone === zoneMinutes) last.entries.push([at, value]);
    else runs.push({ zone: zoneMinutes, from: at, entries: [[at, value]] });
  }
  return runs.map(({ zone, from, entries }) => {
    const values = new Float32Array((entries.at(-1)?.[0] ?? from) - from + 1).fill(Number.NaN);
    for (const [at, value] of entries) values[at - from] = value;
    const ms = from * MINUTE_MS;
    return {
      reference,
      start: { ms, recorded: writtenTime(ms, zone), precision: 'time' },
      offsetMinutes: zone ?? null,
      periodMs: MINUTE_MS,
      values,
    };
  });
}
