import type { Issue } from '#lib/clinical/issue.ts';
import { fileFailure } from '#lib/clinical/program-fault.ts';
import { BundleIndex, type ReadCharts } from './bundle-index.ts';
import type { SourceFile } from './file-bytes.ts';
import { readValues } from './file-values.ts';

type ReadProgress = {
  readonly file: string;
  /** Files finished, of `files`. */
  readonly done: number;
  readonly files: number;
};

type ReadOptions = {
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Aborting rejects the promise with the signal's reason. */
  readonly signal?: AbortSignal;
};

/** Longest time that reading keeps other work of the page waiting, apart from parsing one document. */
const TURN_MS = 25;

async function runInTurns(steps: Iterable<void>, signal: AbortSignal | undefined): Promise<void> {
  let started = performance.now();
  for (const _ of steps) {
    if (performance.now() - started < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    started = performance.now();
  }
}

/**
 * Reads FHIR R4 files of any origin into one chart per patient: JSON or NDJSON, plain or gzip, resources or bundles.
 * Bad data never throws: what was left out stands in `issues`, the rest is read. Runs in browsers, workers and Node.
 */
export async function readFiles(
  files: readonly SourceFile[],
  { onProgress, signal }: ReadOptions = {},
): Promise<ReadCharts> {
  const index = new BundleIndex();
  const issues: Issue[] = [];
  for (const [done, source] of files.entries()) {
    onProgress?.({ file: source.name, done, files: files.length });
    // An object per file: two files of one name are still two.
    const origin = { file: source.name };
    try {
      for await (const outcome of readValues(source)) {
        signal?.throwIfAborted();
        if ('issue' in outcome) issues.push(outcome.issue);
        else await runInTurns(index.adding(outcome.value, origin), signal);
      }
    } catch (thrown) {
      signal?.throwIfAborted();
      issues.push(fileFailure(source.name, thrown));
    }
  }
  const read = index.build();
  return { charts: read.charts, issues: [...issues, ...read.issues] };
}
