import type { Samples } from '../samples.ts';
import type { Section } from './sections.ts';

/** Filters in place from one end to the other, starting from the steady state of a constant input (as scipy's `sosfilt_zi`). */
function runSection(section: Section, values: Float64Array, constant: number, backwards: boolean): number {
  const { b0, b1, b2, a1, a2 } = section;
  const steady = (constant * (b0 + b1 + b2)) / (1 + a1 + a2);
  const { length } = values;
  const step = backwards ? -1 : 1;
  let s1 = steady - b0 * constant;
  let s2 = b2 * constant - a2 * steady;
  for (let i = backwards ? length - 1 : 0; i >= 0 && i < length; i += step) {
    const x = values[i] ?? 0;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    values[i] = y;
  }
  return steady;
}

function run(sections: readonly Section[], values: Float64Array, backwards: boolean): void {
  let first = values[backwards ? values.length - 1 : 0] ?? 0;
  for (const section of sections) first = runSection(section, values, first, backwards);
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
  run(sections, values, false);
  run(sections, values, true);
  return values.subarray(pad, pad + samples.length);
}
