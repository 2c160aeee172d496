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

/** What files hold, each value with where it stood. */
async function* valuesOf(paths: readonly string[]) {
  for (const path of paths) {
    const name = basename(path);
    // An object per file: two files of one name are still two.
    const origin = { file: name };
    for await (const outcome of readValues({ name, bytes: await readFile(path) })) yield { origin, outcome };
  }
}

/**
 * Reads files, bundle by bundle: memory stays constant over shards with one bundle a line. Resources that stand alone, as in
 * a bulk export with a file for each type, and pages without a patient, are put together at the end of all files.
 */
export async function* readChartFiles(paths: readonly string[]): AsyncGenerator<ReadCharts> {
  const rest = new BundleIndex();
  let scattered = false;
  for await (const { origin, outcome } of valuesOf(paths)) {
    if ('issue' in outcome) yield { charts: [], issues: [outcome.issue] };
    else if (isWholeChart(outcome.value)) yield readWhole(outcome.value, origin.file);
    else {
      rest.add(outcome.value, origin);
      scattered = true;
    }
  }
  if (scattered) yield rest.build();
}

/** The charts of files; what was left out of them is told. */
export async function* chartsOf(
  files: readonly string[],
  tell: (issue: Issue) => void,
): AsyncGenerator<Chart> {
  for await (const { charts, issues } of readChartFiles(files)) {
    for (const issue of issues) tell(issue);
    yield* charts;
  }
}
