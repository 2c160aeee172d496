import type { Samples } from '../samples.ts';
import type { Section } from './sections.ts';

type Pair = readonly [Section, Section];

const ALL_PASS: Section = { b0: 1, b1: 0, b2: 0, a1: 0, a2: 0 };

const pairsOf = (sections: readonly Section[]): Pair[] =>
  sections.flatMap((section, i) => (i % 2 === 0 ? [[section, sections[i + 1] ?? ALL_PASS]] : []));

/** What a section gives for a constant input once it has settled. */
const steadyOf = ({ b0, b1, b2, a1, a2 }: Section, constant: number): number =>
  (constant * (b0 + b1 + b2)) / (1 + a1 + a2);

/**
 * Filters in place by two sections in series, from one end to the other, starting from the steady state of a constant
 * input (as scipy's `sosfilt_zi`). One pass for two: the second section works while the first waits for its own past.
 *
 * @returns the steady output
 */
function runPair([first, second]: Pair, values: Float64Array, constant: number, backwards: boolean): number {
  const { b0, b1, b2, a1, a2 } = first;
  const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = second;
  const middle = steadyOf(first, constant);
  const steady = steadyOf(second, middle);
  let s1 = middle - b0 * constant;
  let s2 = b2 * constant - a2 * middle;
  let t1 = steady - c0 * middle;
  let t2 = c2 * middle - d2 * steady;
  const step = backwards ? -1 : 1;
  let i = backwards ? values.length - 1 : 0;
  for (let left = values.length; left > 0; left -= 1) {
    const x = values[i] ?? 0;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    const z = c0 * y + t1;
    t1 = c1 * y - d1 * z + t2;
    t2 = c2 * y - d2 * z;
    values[i] = z;
    i += step;
  }
  return steady;
}

function run(pairs: readonly Pair[], values: Float64Array, backwards: boolean): void {
  let constant = values[backwards ? values.length - 1 : 0] ?? 0;
  for (const pair of pairs) constant = runPair(pair, values, constant, backwards);
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
  const pairs = pairsOf(sections);
  run(pairs, values, false);
  run(pairs, values, true);
  return values.subarray(pad, pad + samples.length);
}
