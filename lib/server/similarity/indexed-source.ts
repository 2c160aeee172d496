import type { Files } from '#lib/contract/files.ts';
import type { Chart } from '#lib/fhir/chart.ts';

/** A chart to index, with what lies beside it. */
export type SourceChart = { readonly chart: Chart; readonly files: Files };

/** Where the patients of an index come from. */
export type IndexedSource = {
  /** The same at every run: whoever is no longer there leaves the index. */
  readonly name: string;
  /** How many there are; `null`: that is not known beforehand. */
  readonly count: number | null;
  readonly charts: () => AsyncIterable<SourceChart>;
};
