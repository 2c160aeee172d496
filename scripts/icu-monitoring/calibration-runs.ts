import { fromLogOdds, inTheLargeP, type Prediction, slopeP } from '#lib/monitoring/calibration-process.ts';
import { normalDraw } from '#lib/similarity/draw.ts';

/** How the truth leaves what was told, from patient `from` on. */
export type Change = {
  readonly name: string;
  readonly from: number;
  readonly shift: number;
  readonly stretch: number;
};

/** Mean log-odds of what is told, about 9 %, and their standard deviation. */
const CENTRE = -2.6;
const SPREAD = 1;
const Z = 1.959963984540054;
const FIRST_LOOK = 50;
/** Both processes are looked at, so each has half of the level. */
const LEVEL = 0.05;

function drawPredictions(
  { from, shift, stretch }: Change,
  patients: number,
  draw: () => number,
): Prediction[] {
  return Array.from({ length: patients }, (_, at) => {
    const odds = SPREAD * normalDraw(draw);
    const real = at < from ? odds : shift + stretch * odds;
    return { probability: fromLogOdds(CENTRE + odds), outcome: draw() < fromLogOdds(CENTRE + real) ? 1 : 0 };
  });
}

/** The customary test of expected against observed events (Spiegelhalter's numerator), again after each patient. */
function peekingAt(predictions: readonly Prediction[]): number | null {
  let [excess, variance] = [0, 0];
  for (const [at, { probability, outcome }] of predictions.entries()) {
    excess += outcome - probability;
    variance += probability * (1 - probability);
    if (at + 1 >= FIRST_LOOK && Math.abs(excess) > Z * Math.sqrt(variance)) return at + 1;
  }
  return null;
}

const firstBelow = (p: Float64Array): number | null => {
  const at = p.findIndex((value) => value <= LEVEL / 2);
  return at < 0 ? null : at + 1;
};

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** Patient at whom each would have alarmed; `null`: never. */
export function runCalibration(change: Change, patients: number, runs: number, draw: () => number) {
  return Array.from({ length: runs }, () => {
    const predictions = drawPredictions(change, patients, draw);
    const inTheLarge = firstBelow(inTheLargeP(predictions));
    const slope = firstBelow(slopeP(predictions));
    return { peeking: peekingAt(predictions), inTheLarge, slope, either: earlier(inTheLarge, slope) };
  });
}
