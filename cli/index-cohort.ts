import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { reasonOf } from '#lib/inference/model-error.ts';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { environment } from '#lib/server/env.ts';
import { openEmbedProcesses } from '#lib/server/similarity/embed-processes.ts';
import { type IndexReport, indexCohort } from '#lib/server/similarity/index-cohort.ts';
import { installedSpace } from '#lib/server/similarity/installed-space.ts';
import { openOpaqueIds } from '#lib/server/similarity/opaque-ids.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { openSource } from './index-source.ts';
import { wholeNumber } from './whole-number.ts';

const SYSTEM_FAILED = 1;
const NOT_ALL = 2;
const PROGRESS_MS = 5000;
/** More would wait for the one process that hands them patients. */
const MOST_WORKERS = 8;

type Options = { readonly demo?: true; readonly anew?: true; readonly workers: number };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A line now and then: how many, of how many, and how long it will still take. */
function progressOf(all: number | null): (done: number) => void {
  const start = performance.now();
  let told = start;
  return (done) => {
    const now = performance.now();
    if (now - told < PROGRESS_MS || done === 0) return;
    told = now;
    const left = all === null ? null : Math.ceil(((now - start) / done) * ((all - done) / 1000));
    const of = all === null ? '' : ` of ${all}`;
    say(`${done}${of} patients${left === null || left < 0 ? '' : `, about ${left} s left`}`);
  };
}

const patients = (count: number): string => (count === 1 ? '1 patient' : `${count} patients`);

function reportLines({ embedded, unchanged, removed, repeated, members, failures }: IndexReport): string[] {
  return [
    `${patients(members)} in the index: ${embedded} read, ${unchanged} unchanged, ${removed} removed.`,
    ...(repeated > 0 ? [`${patients(repeated)} stood there twice and counted once.`] : []),
    ...[...failures].map(([why, count]) => `${patients(count)} left out: ${why}`),
  ];
}

async function index(from: string | undefined, options: Options): Promise<void> {
  const settings = environment();
  const { source, close: closeSource } = await openSource(from, options.demo === true);
  const opened = await openDatabase(settings);
  const processes = openEmbedProcesses(options.workers, false);
  try {
    const report = await indexCohort({
      database: opened.database,
      ids: await openOpaqueIds(settings.dataDirectory),
      loaded: await installedSpace(),
      source,
      processes,
      siteMap: siteMap(),
      anew: options.anew === true,
      progress: progressOf(source.count),
    });
    for (const line of reportLines(report)) say(line);
    if (report.failures.size > 0) process.exitCode = NOT_ALL;
  } finally {
    processes.close();
    await opened.close();
    await closeSource();
  }
}

async function run(from: string | undefined, options: Options): Promise<void> {
  try {
    await index(from, options);
  } catch (cause) {
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('index')
  .description('Index the patients of a cohort, so that those who are like a patient can be found.')
  .argument(
    '[from]',
    'folder or file of FHIR bundles (with DICOM files beside them), or address of a FHIR server',
  )
  .option('--demo', 'the hospital in the data folder (CONSILIUM_DATA)')
  .option('--anew', 'read again whom the index knows, too: for files that came beside charts later')
  .option(
    '--workers <number>',
    'processes that read patients',
    wholeNumber(1),
    Math.min(MOST_WORKERS, availableParallelism()),
  )
  .addHelpText(
    'after',
    `
The index lies in the data folder, or in the PostgreSQL of DATABASE_URL (with pgvector). It holds no name and no
identifier. A run that was cut off is gone on with by the next one; who has not changed is not read again, and who is
no longer in the source leaves the index. The index of another version of the networks is replaced.

Exit status:
  0  everyone is in the index
  ${SYSTEM_FAILED}  the source, the database or the networks cannot be used
  ${NOT_ALL}  some patients could not be read: they were left out, and why is written to standard error`,
  )
  .action(run);
