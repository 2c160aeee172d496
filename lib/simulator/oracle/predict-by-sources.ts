import { cubes, products, readColumns, squares, standard } from './design.ts';
import type { Measured } from './measured-quantities.ts';
import { openRidge } from './ridge.ts';
import { type Quantities, type Source, sourceBit, sourceSets, sources } from './sources.ts';

/** Predictions of one number, by the sources that they rest on (bits). */
export type Predictions = ReadonlyMap<number, Float64Array>;

/** What a chart says of each latent: few numbers that carry its products with other sources. */
function chartEstimates(patients: readonly Patient[], chart: readonly Float64Array[]): number[][] {
  const estimates = (patients[0]?.latents ?? []).map((_, at) =>
    openRidge(
      chart,
      patients.map(({ latents }) => latents[at] ?? 0),
    )(),
  );
  return patients.map((_, k) => estimates.map((values) => values[k] ?? 0));
}

/** One patient at one clock. */
export type Patient = Pick<Measured, 'latents' | 'has'> & { readonly quantities: Quantities };

/**
 * Predicts `target` from every choice of sources as if all patients had all of them: from each quantity with its square,
 * cubes of those beside the chart, and products of any two of these and of what the chart says of the latents.
 */
export function predictBySources(patients: readonly Patient[], target: ArrayLike<number>): Predictions {
  const read = (source: Source) =>
    readColumns(
      patients.map(({ quantities }) => quantities[source]),
      sourceBit(source),
    );
  const chart = read('chart');
  const own = [...chart, ...squares(chart)];
  const estimates = chartEstimates(
    patients,
    own.map(({ values }) => values),
  );
  const rest = sources.filter((source) => source !== 'chart').flatMap(read);
  const crossed = products([...readColumns(estimates, sourceBit('chart')), ...rest]);
  const columns = [...own, ...rest, ...cubes(rest), ...crossed];
  const predict = openRidge(
    columns.map(({ values }) => values),
    target,
  );
  const of = (set: number) => columns.flatMap(({ needs }, k) => ((needs & ~set) === 0 ? [k] : []));
  return new Map(sourceSets.map((set) => [set, predict(of(set))]));
}

/** Which of the sources of a choice each patient has; the chart is always there. */
const flags = (patients: readonly Patient[], set: number): Float64Array[] =>
  sources
    .filter((source) => source !== 'chart' && (set & sourceBit(source)) !== 0)
    .map((source) => Float64Array.from(patients, ({ has }) => ((has & sourceBit(source)) === 0 ? 1 : 0)));

/**
 * The predictions where each patient has only what the cohort gives. Whoever lacks a source is predicted from the others of
 * the choice; then what the absence itself tells is fitted, with the weight that the rest has without the source.
 */
export function predictAsGiven(
  patients: readonly Patient[],
  target: ArrayLike<number>,
  complete: Predictions,
): Predictions {
  return new Map(
    sourceSets.map((set) => {
      const score = standard(
        Float64Array.from(patients, ({ has }, k) => complete.get(set & has)?.[k] ?? Number.NaN),
      );
      const absent = flags(patients, set);
      const weighed = absent.map((flag) => flag.map((missing, k) => missing * (score[k] ?? 0)));
      return [set, openRidge([score, ...absent, ...weighed], target)()] as const;
    }),
  );
}
