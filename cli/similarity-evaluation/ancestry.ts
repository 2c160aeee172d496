import { bootstrapIntervals, type Interval } from '#lib/evaluation/bootstrap.ts';
import { drawsOf } from '#lib/similarity/draw.ts';
import { ordered, precisionAt, weightedMean } from '#lib/similarity/retrieval.ts';
import type { Arm } from './arms.ts';
import type { Truth } from './judged-cohort.ts';

const NEIGHBOURS = 10;
const SEED = 1;

/** Whether a search by the genome alone finds people of the same origin. */
export type AncestryReport = {
  /** Share of the 10 nearest whose largest share of ancestry is of the patient's population. */
  readonly same: Interval;
  /** What it would be were the nearest drawn by lot. */
  readonly chance: Interval;
  /** The former less the latter. */
  readonly lessChance: Interval;
};

/** `null`: nothing is known of anybody's ancestry. */
export function ancestryReport(
  { scores }: Pick<Arm, 'scores'>,
  truths: readonly Truth[],
  samples: readonly Uint16Array[],
): AncestryReport | null {
  const names = [...new Set(truths.map(({ ancestry }) => ancestry))].filter((name) => name !== null);
  if (names.length === 0) return null;
  const count = truths.length;
  const labels = Int32Array.from(truths, ({ ancestry }) =>
    ancestry === null ? -1 : names.indexOf(ancestry),
  );
  const draw = drawsOf(SEED);
  const same = new Float64Array(count).fill(Number.NaN);
  const chance = new Float64Array(count).fill(Number.NaN);
  for (const [patient, label] of labels.entries()) {
    const row = scores.subarray(patient * count, (patient + 1) * count);
    if (label < 0 || !row.some(Number.isFinite)) continue;
    const order = ordered(row, patient, row.map(draw));
    same[patient] = precisionAt(order, labels, label, NEIGHBOURS);
    chance[patient] = precisionAt(order, labels, label, order.length);
  }
  return bootstrapIntervals(
    (weight) => {
      const [found, expected] = [weightedMean(same, weight), weightedMean(chance, weight)];
      return { same: found, chance: expected, lessChance: found - expected };
    },
    count,
    samples,
  );
}
