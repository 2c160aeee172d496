import type { Samples } from '../samples.ts';
import type { Section } from './sections.ts';

/** Filters in place, starting from the steady state of a constant input `first` (as scipy's `sosfilt_zi`). */
function runSection(section: Section, values: Float64Array, first: number): number {
  const { b0, b1, b2, a1, a2 } = section;
  const steady = (first * (b0 + b1 + b2)) / (1 + a1 + a2);
  let s1 = steady - b0 * first;
  let s2 = b2 * first - a2 * steady;
  for (let i = 0; i < values.length; i += 1) {
    const x = values[i] ?? 0;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    values[i] = y;
  }
  return steady;
}

function runForward(sections: readonly Section[], values: Float64Array): void {
  let first = values[0] ?? 0;
  for (const section of sections) first = runSection(section, values, first);
}

/** The samples with both ends continued by their point reflection, so that a filter meets no step. */
function extend(samples: Samples, pad: number): Float64Array {
  const length = samples.length;
  const extended = new Float64Array(length + 2 * pad);
  extended.set(samples, pad);
  const [first, last] = [samples[0] ?? 0, samples[length - 1] ?? 0];
  for (let i = 1; i <= pad; i += 1) {
    extended[pad - i] = 2 * first - (samples[i] ?? first);
    extended[pad + length - 1 + i] = 2 * last - (samples[length - 1 - i] ?? last);
  }
  return extended;
}

/**
 * Applies sections forwards and backwards: no delay, twice the order (Gustafsson 1996, doi:10.1109/78.492552, with
 * odd extension in place of his initial states).
 *
 * @param samples finite; a `NaN` spreads to all that follows
 * @param padSeconds how far the ends are continued; at least one period of the lowest edge
 * @returns as many samples as came in
 */
export function zeroPhase(
  sections: readonly Section[],
  samples: Samples,
  rate: number,
  padSeconds = 1,
): Float64Array {
  const pad = Math.max(0, Math.min(samples.length - 1, Math.ceil(padSeconds * rate)));
  const values = extend(samples, pad);
  runForward(sections, values);
  values.reverse();
  runForward(sections, values);
  values.reverse();
  return values.slice(pad, pad + samples.length);
}
