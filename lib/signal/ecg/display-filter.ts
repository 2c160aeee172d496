import { bandPass, notch, type Section } from '../filters/sections.ts';
import { zeroPhase } from '../filters/zero-phase.ts';
import type { Samples } from '../samples.ts';
import { bridged, recordedSpans } from './recorded-spans.ts';

/** Monitor bandwidth (AHA 1990, doi:10.1161/01.CIR.81.2.730): rhythm is kept, ST segments are not to be measured on it. */
const BAND = [0.5, 40] as const;
const MAINS = [50, 60] as const;
const NOTCH_QUALITY = 20;
/** Two periods of the lower edge. */
const PAD_SECONDS = 4;

/** Power of one frequency (Goertzel 1958). */
function powerAt(values: Samples, hz: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [s1, s2] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const s0 = (values[i] ?? 0) + coefficient * s1 - s2;
    [s2, s1] = [s1, s0];
  }
  return s1 * s1 + s2 * s2 - coefficient * s1 * s2;
}

/** A notch at the mains frequency that is the stronger one; none where the rate cannot carry it. */
function mainsNotch(values: Samples, rate: number): Section[] {
  const possible = MAINS.filter((hz) => hz < 0.45 * rate);
  const [strongest] = possible.toSorted((a, b) => powerAt(values, b, rate) - powerAt(values, a, rate));
  return strongest === undefined ? [] : notch(strongest, NOTCH_QUALITY, rate);
}

/** A lead without wander, mains and muscle, for reading; with zero phase, so that no wave moves. `NaN` stays `NaN`. */
export function filterForReading(samples: Samples, rate: number): Float32Array {
  const filtered = new Float32Array(samples.length).fill(Number.NaN);
  for (const span of recordedSpans(samples, rate)) {
    const piece = bridged(samples, span);
    const sections = [...bandPass(2, ...BAND, rate), ...mainsNotch(piece, rate)];
    filtered.set(zeroPhase(sections, piece, rate, PAD_SECONDS), span.start);
  }
  return filtered.map((value, i) => (Number.isFinite(samples[i]) ? value : Number.NaN));
}
