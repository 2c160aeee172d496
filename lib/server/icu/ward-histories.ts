import { setImmediate as nextTurn } from 'node:timers/promises';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import type { Files } from '#lib/contract/files.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { historyBundle } from '#lib/simulator/icu-live/history-bundle.ts';
import { openWard } from '#lib/simulator/icu-live/live-ward.ts';
import type { Ward } from '#lib/simulator/icu-live/ward.ts';
import type { IndexedSource } from '../similarity/indexed-source.ts';
import { type FoldRequest, foldPatients } from './batch/fold-patients.ts';

/** Whoever comes within it is known beforehand, as a planned admission is. */
const AHEAD_MS = 2 * DAY_MS;

/** One chart at a time: the server answers between two. */
async function* chartsOf(ward: Ward, at: number): AsyncGenerator<Chart> {
  for (const live of openWard(ward).staysBetween(at, at + AHEAD_MS)) {
    await nextTurn();
    const index = new BundleIndex();
    index.add(historyBundle(live).bundle);
    yield* index.build().charts;
  }
}

export type FoldPlaces = Pick<FoldRequest, 'database' | 'ids' | 'signal'> & {
  /** What lies beside a chart: the genome that it holds, and the product's own references. */
  readonly filesOf: (chart: Chart) => Files;
};

/**
 * What a hospital knew of those who lie in the simulated ward, folded as `icu batch` folds it: then an explanation can speak of
 * old diseases and the genome. Rejects as `foldPatients` does.
 */
export async function foldWardHistories(
  { database, ids, signal, filesOf }: FoldPlaces,
  ward: Ward,
  at: number,
): Promise<void> {
  const source: IndexedSource = {
    name: 'simulated-ward',
    count: null,
    async *charts() {
      for await (const chart of chartsOf(ward, at)) yield { chart, files: filesOf(chart) };
    },
  };
  await foldPatients({ database, ids, source, siteMap: null, at: instant(at), ...(signal && { signal }) });
}
