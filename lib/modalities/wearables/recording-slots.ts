import type { Span } from '#lib/signal/sources/spans.ts';
import type { Recording } from './slice.ts';

/** What is kept of one sample: all of it, or the parts of its time that were free, each with its value. */
export type Kept = 'all' | readonly (Span & { readonly value: number })[];

const MINUTE_MS = 60_000;

/** A shorter part of a minute tells nothing of it. */
const isLongEnough = ({ from, to }: Span, period: number): boolean =>
  to - from >= Math.min(MINUTE_MS, period) / 2;

/** The samples of a recording from one place to another. */
function part<T extends Recording>(recording: T, from: number, to: number): T {
  const { start, periodMs, values } = recording;
  if (from === 0 && to === values.length) return recording;
  return {
    ...recording,
    start: { ...start, ms: start.ms + from * periodMs },
    values: values.slice(from, to),
  };
}

const single = <T extends Recording>(
  recording: T,
  { from, to, value }: Span & { readonly value: number },
): T => ({
  ...recording,
  start: { ...recording.start, ms: from },
  periodMs: to - from,
  values: Float32Array.of(value),
});

/** The recording itself when all of it is kept, else its pieces in order of time. */
export function keepSlots<T extends Recording>(
  recording: T,
  keep: (slot: Span, value: number) => Kept,
): readonly T[] {
  const { start, periodMs, values } = recording;
  const pieces: T[] = [];
  let begun = 0;
  for (const [at, value] of values.entries()) {
    const from = start.ms + at * periodMs;
    const kept = Number.isNaN(value) ? 'all' : keep({ from, to: from + periodMs }, value);
    if (kept === 'all') continue;
    if (at > begun) pieces.push(part(recording, begun, at));
    pieces.push(...kept.filter((one) => isLongEnough(one, periodMs)).map((one) => single(recording, one)));
    begun = at + 1;
  }
  if (begun < values.length) pieces.push(part(recording, begun, values.length));
  return pieces;
}

/** Runs of samples that were read. */
export function validSlots({ start, periodMs, values }: Recording): Span[] {
  const runs: { from: number; to: number }[] = [];
  for (const [at, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    const from = start.ms + at * periodMs;
    const last = runs.at(-1);
    if (last && Math.abs(last.to - from) < 1e-6) last.to = from + periodMs;
    else runs.push({ from, to: from + periodMs });
  }
  return runs;
}
