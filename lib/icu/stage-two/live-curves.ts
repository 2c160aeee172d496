import { HOUR_MS, hourOf } from '../bed/facts.ts';
import { decodeSamples } from '../events/sample-block.ts';
import type { EventOf, WaveformId } from '../events/stream-event.ts';
import { type Curve, type Curves, readCurves, WAVEFORM_SECONDS } from './waveform-measures.ts';

type Chunk = EventOf<'waveform'>;

const WINDOW_MS = 1000 * WAVEFORM_SECONDS;
/** An hour is read when its last chunks have had so long to come. */
const LATE_MS = 10_000;
/** Chunks that may still be asked for: the window, and what comes while one waits. */
const KEPT_MS = WINDOW_MS + 2 * LATE_MS;

/** Whose curves ended so long before somebody else's is no longer there: a patient's half minute takes some 70 kB. */
const FORGOTTEN_MS = 10 * 60_000;
const LOOK_MS = 60_000;

/** What the curves of an hour that is over said, in the order of `waveformMeasures`; NaN: not to be had. */
export type CurveHour = { readonly patient: string; readonly hour: number; readonly measures: Float32Array };

type Watched = {
  readonly chunks: Map<WaveformId, Chunk[]>;
  /** Time up to which curves have come. */
  until: number;
  /** The last hour that was read. */
  readHour: number;
};

const BYTES_OF_SAMPLE = 2;

/** Time after the last sample of a chunk. */
function endOf({ at, rate, samples }: Chunk): number {
  const padding = samples.endsWith('==') ? 2 : Number(samples.endsWith('='));
  return at + (1000 * Math.floor(((samples.length * 3) / 4 - padding) / BYTES_OF_SAMPLE)) / rate;
}

function curveOf(chunks: readonly Chunk[], end: number): Curve | null {
  const from = end - WINDOW_MS;
  const rate = chunks.at(-1)?.rate;
  const within = chunks.filter((one) => one.rate === rate && one.at < end && one.at > from - KEPT_MS);
  if (rate === undefined || within.length === 0) return null;
  const samples = new Float32Array(rate * WAVEFORM_SECONDS).fill(Number.NaN);
  for (const chunk of within) {
    const first = Math.round(((chunk.at - from) * rate) / 1000);
    for (const [k, value] of decodeSamples(chunk).entries())
      if (first + k >= 0 && first + k < samples.length) samples[first + k] = value;
  }
  return { samples, rate };
}

const isKnown = (measures: Float32Array): boolean => measures.some((one) => !Number.isNaN(one));

/** The last half minute of each patient's curves, as stage two reads it: at the end of each hour, and now. */
export class LiveCurves {
  readonly #watched = new Map<string, Watched>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** Takes chunks in any order; hours that are over are told, each once. */
  take(events: readonly Chunk[]): readonly CurveHour[] {
    return events.flatMap((event) => this.#takeOne(event));
  }

  #takeOne(event: Chunk): readonly CurveHour[] {
    const known = this.#watched.get(event.patient);
    const own: Watched = known ?? { chunks: new Map(), until: endOf(event), readHour: hourOf(event.at) - 1 };
    this.#watched.set(event.patient, own);
    own.until = Math.max(own.until, endOf(event));
    const before = own.chunks.get(event.waveform) ?? [];
    const kept = before.filter(({ at, id }) => at > own.until - KEPT_MS && id !== event.id);
    own.chunks.set(event.waveform, [...kept, event]);
    if (own.until - this.#lookedAt > LOOK_MS) this.#forgetBefore(own.until);
    const over = hourOf(own.until - LATE_MS) - 1;
    if (over <= own.readHour) return [];
    own.readHour = over;
    const measures = this.#measuresAt(own, (over + 1) * HOUR_MS);
    return isKnown(measures) ? [{ patient: event.patient, hour: over, measures }] : [];
  }

  #measuresAt({ chunks }: Watched, end: number): Float32Array {
    const named = [...chunks].flatMap(([id, own]) => {
      const curve = curveOf(own, end);
      return curve ? [[id, curve] as const] : [];
    });
    const curves: Curves = Object.fromEntries(named);
    return readCurves(curves);
  }

  /** What the curves say at their end, and of which hour; `null`: none has come. */
  now(patient: string): CurveHour | null {
    const own = this.#watched.get(patient);
    if (!own) return null;
    const measures = this.#measuresAt(own, own.until);
    return isKnown(measures) ? { patient, hour: hourOf(own.until - 1), measures } : null;
  }

  #forgetBefore(now: number): void {
    this.#lookedAt = now;
    for (const [patient, { until }] of this.#watched)
      if (until < now - FORGOTTEN_MS) this.#watched.delete(patient);
  }
}
