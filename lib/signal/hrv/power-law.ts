import { slope } from '../statistics.ts';

/** Half the slope of log F² over log box size: the scaling exponent of DFA. */
export const scalingSlope = (boxes: readonly number[], squares: readonly number[]): number =>
  slope(boxes.map(Math.log), squares.map(Math.log)) / 2;

const FREQUENCIES = 1024;
const HIGHEST_EXPONENT = 1.9;
const EXPONENT_STEP = 0.05;

/** Σ k·cos ωk, or of the sine, over a box centred on 0; by symmetry one of the two is 0 and the other this. */
function firstMoment(box: number, angle: number): number {
  let sum = 0;
  for (let i = 0; i < box; i += 1) {
    const k = i - (box - 1) / 2;
    sum += k * Math.sin(angle * k);
  }
  return sum;
}

/**
 * Mean squared fluctuation that noise of one frequency leaves in a box after its line is taken out of the profile: the
 * link between DFA and the power spectrum (Höll and Kantz 2015, doi:10.1140/epjb/e2015-60143-1).
 */
function response(box: number, angle: number): number {
  const half = Math.sin(angle / 2);
  const level = Math.sin((box * angle) / 2) / half;
  const squares = (box * (box * box - 1)) / 12;
  const left = box - level ** 2 / box - firstMoment(box, angle) ** 2 / squares;
  return left / (box * 4 * half * half);
}

/** The slope that DFA of order 1 gives in these boxes for noise with power f^(1 − 2α), for exponents α in ascending order. */
export function powerLawSlopes(
  boxes: readonly number[],
): readonly { readonly exponent: number; readonly slope: number }[] {
  const angles = Array.from({ length: FREQUENCIES }, (_, k) => (Math.PI * (k + 0.5)) / FREQUENCIES);
  const responses = boxes.map((box) => angles.map((angle) => response(box, angle)));
  const exponents = Array.from(
    { length: Math.round(HIGHEST_EXPONENT / EXPONENT_STEP) + 1 },
    (_, k) => k * EXPONENT_STEP,
  );
  return exponents.map((exponent) => {
    const power = angles.map((angle) => angle ** (1 - 2 * exponent));
    const squares = responses.map((ofBox) => ofBox.reduce((sum, one, k) => sum + one * (power[k] ?? 0), 0));
    return { exponent, slope: scalingSlope(boxes, squares) };
  });
}
