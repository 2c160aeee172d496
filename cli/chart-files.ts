import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Issue } from '#lib/clinical/issue.ts';
import { BundleIndex, type ReadCharts } from '#lib/fhir/bundle-index.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, element } from '#lib/fhir/elements.ts';
import { readValues } from '#lib/fhir/file-values.ts';

const FHIR_FILE = /\.(json|ndjson|jsonl)(\.gz)?$/i;
/** What a simulated cohort's folder holds beside its bundles: not FHIR, and not for a model's eyes. */
const NOT_CHARTS = new Set(['truth.ndjson', 'cohort.json']);

/** The FHIR files named by paths; of a folder those directly in it, by name. Rejects when a path does not exist. */
export async function chartFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = (await readdir(path)).filter((name) => FHIR_FILE.test(name) && !NOT_CHARTS.has(name));
      return names.toSorted().map((name) => join(path, name));
    }),
  );
  return found.flat();
}

/** A bundle with its patient inside is a whole chart, so it need not be kept until the file ends. */
const isWholeChart = (value: unknown): boolean =>
  asObjects(element(value, 'entry')).some(
    (entry) => element(element(entry, 'resource'), 'resourceType') === 'Patient',
  );

function readWhole(value: unknown, file: string): ReadCharts {
  const index = new BundleIndex();
  index.add(value, { file });
  return index.build();
}

/**
 * Reads one file, bundle by bundle: memory stays constant over a shard with one bundle a line. Resources that stand
 * alone, or pages without a patient, are put together at the end of the file.
 */
export async function* readChartFile(path: string): AsyncGenerator<ReadCharts> {
  const name = basename(path);
  const rest = new BundleIndex();
  const origin = { file: name };
  const issues: Issue[] = [];
  let scattered = false;
  for await (const outcome of readValues({ name, bytes: await readFile(path) })) {
    if ('issue' in outcome) issues.push(outcome.issue);
    else if (isWholeChart(outcome.value)) yield readWhole(outcome.value, name);
    else {
      rest.add(outcome.value, origin);
      scattered = true;
    }
  }
  const read = scattered ? rest.build() : { charts: [], issues: [] };
  yield { charts: read.charts, issues: [...issues, ...read.issues] };
}

/** The charts of files, one after the other; what was left out of them is told. */
export async function* chartsOf(
  files: readonly string[],
  tell: (issue: Issue) => void,
): AsyncGenerator<Chart> {
  for (const file of files)
    for await (const { charts, issues } of readChartFile(file)) {
      for (const issue of issues) tell(issue);
      yield* charts;
    }
}
