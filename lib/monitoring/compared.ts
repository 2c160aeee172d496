import { quantileOfSorted } from '#lib/evaluation/quantile.ts';
import type { PatientSample, WatchedFeature } from './drift-sample.ts';
import { largestDistance } from './kolmogorov-smirnov.ts';
import { gaussianKernel, meanDiscrepancy } from './mean-discrepancy.ts';
import type { Statistic } from './permute-patients.ts';
import { effectiveSize, poolFeature } from './pooled-feature.ts';
import { stabilityIndex } from './population-stability.ts';

export type DriftTest = 'psi' | 'ks' | 'missing' | 'mmd';
/** Of the reference and of the current window. */
export type BothWindows = readonly [reference: number, current: number];

/** One thing to compare between the windows. */
export type Compared = {
  readonly modality: string;
  /** Id of the feature; the modality's own for a latent. */
  readonly feature: string;
  readonly label: string;
  /** UCUM. */
  readonly unit: string;
  readonly test: DriftTest;
  /** Patients of whom it is known. */
  readonly patients: BothWindows;
  /** Median of the values, or share missing; of a latent nothing. */
  readonly typical: BothWindows | null;
  readonly statistic: Statistic;
};

/** Patients of both windows, and a 1 for each of the current one. */
export type Sided = { readonly samples: readonly PatientSample[]; readonly sides: Uint8Array };

/** Fewer patients than this in a window are no distribution. */
const FEWEST = 2;

function splitBySide<T>(values: readonly T[], sides: Uint8Array): readonly [reference: T[], current: T[]] {
  return [values.filter((_, at) => sides[at] === 0), values.filter((_, at) => sides[at] === 1)];
}

function known(values: readonly boolean[], sides: Uint8Array): BothWindows {
  const [reference, current] = splitBySide(values, sides);
  return [reference.filter(Boolean).length, current.filter(Boolean).length];
}

const enough = ([reference, current]: BothWindows): boolean => Math.min(reference, current) >= FEWEST;

const median = (values: readonly number[]): number =>
  quantileOfSorted(
    values.toSorted((a, b) => a - b),
    0.5,
  );

/** Its distribution by two tests: PSI sees shape in bins, Kolmogorov and Smirnov's a shift too small for them. */
function distributionRows({ samples, sides }: Sided, feature: WatchedFeature): readonly Compared[] {
  const values = samples.map((sample) => sample.values[feature.id] ?? []);
  const patients = known(
    values.map(({ length }) => length > 0),
    sides,
  );
  // Nothing to compare with; that it is missing is seen by the row on missing values.
  if (!enough(patients)) return [];
  const pooled = poolFeature(values);
  const [reference, current] = splitBySide(values, sides);
  const { id, ...described } = feature;
  const typical = [median(reference.flat()), median(current.flat())] as const;
  const row = { ...described, feature: id, patients, typical };
  // Wilson and Hilferty 1931: a sum of squares is nearly normal in its cube root.
  const psi: Statistic = {
    measure: (current) => stabilityIndex(pooled, current),
    weight: (current) => effectiveSize(pooled, current),
    even: Math.cbrt,
  };
  const ks: Statistic = {
    measure: (current) => largestDistance(pooled, current),
    weight: (current) => Math.sqrt(effectiveSize(pooled, current)),
  };
  return [
    { ...row, test: 'psi', statistic: psi },
    { ...row, test: 'ks', statistic: ks },
  ];
}

/** Mean of either side; `NaN` stands for a patient of whom nothing is known. */
function meansBySide(rates: Float64Array, sides: Uint8Array): BothWindows {
  const sums = [0, 0];
  const counts = [0, 0];
  for (const [at, rate] of rates.entries()) {
    if (Number.isNaN(rate)) continue;
    const side = sides[at] ?? 0;
    sums[side] = (sums[side] ?? 0) + rate;
    counts[side] = (counts[side] ?? 0) + 1;
  }
  return [(sums[0] ?? 0) / Math.max(1, counts[0] ?? 0), (sums[1] ?? 0) / Math.max(1, counts[1] ?? 0)];
}

/** How often it was not measured. */
function missingRows({ samples, sides }: Sided, feature: WatchedFeature): readonly Compared[] {
  const rates = Float64Array.from(samples, ({ missing }) => missing[feature.id] ?? Number.NaN);
  const patients = known(
    samples.map(({ missing }) => missing[feature.id] !== undefined),
    sides,
  );
  // What was never measured of anybody is not missing: nobody here measures it.
  if (!enough(patients) || rates.every((rate) => !(rate < 1))) return [];
  const measure = (current: Uint8Array): number => {
    const [before, now] = meansBySide(rates, current);
    return Math.abs(now - before);
  };
  const { id, label, modality } = feature;
  const row = { modality, feature: id, label, unit: '1', test: 'missing' } as const;
  return [{ ...row, patients, typical: meansBySide(rates, sides), statistic: { measure } }];
}

/** A latent by its kernel, among the patients who have one. */
function embeddingRow({ samples, sides }: Sided, modality: string): readonly Compared[] {
  const held = samples.flatMap(({ embeddings }, at) => {
    const embedding = embeddings[modality];
    return embedding ? [{ at, embedding }] : [];
  });
  const patients = known(
    samples.map(({ embeddings }) => embeddings[modality] !== undefined),
    sides,
  );
  if (!enough(patients)) return [];
  const kernel = gaussianKernel(held.map(({ embedding }) => embedding));
  const measure = (current: Uint8Array): number => {
    const own = Uint8Array.from(held, ({ at }) => current[at] ?? 0);
    return meanDiscrepancy(kernel, own);
  };
  const row = { modality, feature: modality, label: 'Latent', unit: '1', test: 'mmd' } as const;
  return [{ ...row, patients, typical: null, statistic: { measure } }];
}

/** Everything that can be compared between the windows. */
export function comparedRows(sided: Sided, features: readonly WatchedFeature[]): readonly Compared[] {
  const latents = new Set(sided.samples.flatMap(({ embeddings }) => Object.keys(embeddings)));
  return [
    ...features.flatMap((feature) => [...distributionRows(sided, feature), ...missingRows(sided, feature)]),
    ...[...latents].flatMap((modality) => embeddingRow(sided, modality)),
  ];
}
