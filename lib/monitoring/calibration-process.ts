// Whether probabilities still come true, watched without an end: test martingales for the hypothesis that each outcome happens with
// the probability that was told before it. Arnold S, Henzi A, Ziegel JF. Stat Comput 2023;33:88; mixtures over alternatives as in
// Robbins H, Ann Math Stat 1970;41:1397–1409, and over the patient at whom the change began as in Shin J, Ramdas A, Rinaldo A,
// New Engl J Stat Data Sci 2024;2:229–260.

/** One patient's prediction at the landmark of the stay, and what came of it; in the order in which that became known. */
export type Prediction = {
  /** Above 0, below 1. */
  readonly probability: number;
  readonly outcome: 0 | 1;
};

/** What is bet on: log-odds moved by `shift`, their spread about the patients before multiplied by `stretch`. */
type Alternative = { readonly shift: number; readonly stretch: number };

/** Too low or too high on the whole: odds ratios 1.3, 1.6 and 2.7 both ways. */
const IN_THE_LARGE: readonly Alternative[] = [-1, -0.5, -0.25, 0.25, 0.5, 1].map((shift) => ({
  shift,
  stretch: 1,
}));
/** Too extreme or too alike. */
const SLOPE: readonly Alternative[] = [0.4, 0.7, 1.4, 2].map((stretch) => ({ shift: 0, stretch }));

export const logOdds = (probability: number): number => Math.log(probability / (1 - probability));
export const fromLogOdds = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** How much likelier the outcome is by the alternative than by what was told. */
function likelihoodRatio({ probability, outcome }: Prediction, told: number): number {
  return outcome === 1 ? told / probability : (1 - told) / (1 - probability);
}

/**
 * Always-valid p value after each patient. A change may begin with any patient: the k-th has weight 1 / (k (k + 1)), so a late
 * one costs two logarithms of its number in evidence and not the evidence of all the healthy patients before.
 */
function processP(predictions: readonly Prediction[], alternatives: readonly Alternative[]): Float64Array {
  const wealth = new Float64Array(alternatives.length);
  let [sum, largest] = [0, 1];
  return Float64Array.from(predictions, (prediction, before) => {
    const odds = logOdds(prediction.probability);
    // Of patients before only, so that no bet knows its own patient; the first one's centre is itself.
    const centre = before > 0 ? sum / before : odds;
    sum += odds;
    let all = 0;
    for (const [at, { shift, stretch }] of alternatives.entries()) {
      const told = fromLogOdds(centre + shift + stretch * (odds - centre));
      const begun = (wealth[at] ?? 0) + 1 / ((before + 1) * (before + 2));
      wealth[at] = begun * likelihoodRatio(prediction, told);
      all += wealth[at] ?? 0;
    }
    largest = Math.max(largest, all / alternatives.length + 1 / (before + 2));
    return 1 / largest;
  });
}

export const inTheLargeP = (predictions: readonly Prediction[]): Float64Array =>
  processP(predictions, IN_THE_LARGE);
export const slopeP = (predictions: readonly Prediction[]): Float64Array => processP(predictions, SLOPE);
