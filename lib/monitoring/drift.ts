import { type Compared, comparedRows } from './compared.ts';
import type { PatientSample, WatchedFeature } from './drift-sample.ts';
import { type PermutedStatistic, type Permuting, permutePatients } from './permute-patients.ts';

/** One thing that was compared, with the band in which healthy windows of these sizes lie. */
export type DriftRow = Omit<Compared, 'statistic'> & PermutedStatistic & { readonly alarm: boolean };

export type DriftReport = {
  /** Patients of the windows. */
  readonly reference: number;
  readonly current: number;
  /** At most this share of healthy windows has an alarm, in whatever row. */
  readonly level: number;
  readonly permutations: number;
  readonly rows: readonly DriftRow[];
};

/** The same stretch of the stay of all patients; nobody is in both. */
export type Windows = {
  readonly reference: readonly PatientSample[];
  readonly current: readonly PatientSample[];
};

export type DriftSettings = Permuting & { readonly level: number };

/** Below so many patients in either window there is no report: what drifted in a few of them would drown. */
export const FEWEST_PATIENTS = 20;

/**
 * Compares the patients of two windows in every feature, its missing rate and every latent, by one permutation of patients.
 * `null` below `FEWEST_PATIENTS` in a window. What is assumed of healthy windows is that patients of both are drawn alike.
 */
export async function detectDrift(
  { reference, current }: Windows,
  features: readonly WatchedFeature[],
  settings: DriftSettings,
): Promise<DriftReport | null> {
  if (Math.min(reference.length, current.length) < FEWEST_PATIENTS) return null;
  const samples = [...reference, ...current];
  const sides = Uint8Array.from(samples, (_, at) => (at < reference.length ? 0 : 1));
  const compared = comparedRows({ samples, sides }, features);
  const statistics = compared.map(({ statistic }) => statistic);
  const permuted = await permutePatients(statistics, sides, settings);
  const { level, permutations } = settings;
  const rows = compared.flatMap(({ statistic: _, ...row }, at) => {
    const result = permuted[at];
    return result ? [{ ...row, ...result, alarm: result.p <= level }] : [];
  });
  return { reference: reference.length, current: current.length, level, permutations, rows };
}
