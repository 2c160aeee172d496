import { Command } from 'commander';
import { instant } from '#lib/clinical/moment.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { environment } from '#lib/server/env.ts';
import { foldPatients } from '#lib/server/icu/batch/fold-patients.ts';
import { openOpaqueIds } from '#lib/server/similarity/opaque-ids.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { openSource } from './index-source.ts';

const SYSTEM_FAILED = 1;
const PROGRESS_MS = 5000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function progressOf(all: number | null): (done: number) => void {
  let told = performance.now();
  return (done) => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    say(`${done}${all === null ? '' : ` of ${all}`} patients`);
  };
}

async function batch(from: string | undefined, demo: boolean): Promise<void> {
  const settings = environment();
  const { source, close } = await openSource(from, demo);
  const opened = await openDatabase(settings);
  try {
    const { folded, unchanged, removed } = await foldPatients({
      database: opened.database,
      ids: await openOpaqueIds(settings.dataDirectory),
      source,
      siteMap: siteMap(),
      at: instant(Date.now()),
      progress: progressOf(source.count),
    });
    say(`${folded} folded, ${unchanged} unchanged, ${removed} no longer there.`);
  } finally {
    await opened.close();
    await close();
  }
}

export const command = new Command('batch')
  .description(
    'Fold history, diseases, drugs and genome of each patient into what the stream is joined with.',
  )
  .argument(
    '[from]',
    'folder or file of FHIR (bundles, or NDJSON of a bulk export), or address of a FHIR server',
  )
  .option('--demo', 'the hospital in the data folder (CONSILIUM_DATA)')
  .addHelpText(
    'after',
    `
Who has not changed is not read again for a week; who is no longer in the source is forgotten. The rows lie in the data
folder, or in the PostgreSQL of DATABASE_URL.

Exit status:
  0  everyone is folded
  ${SYSTEM_FAILED}  the source or the database cannot be used`,
  )
  .action(async (from: string | undefined, { demo }: { readonly demo?: true }) => {
    try {
      await batch(from, demo === true);
    } catch (cause) {
      say(reasonOf(cause));
      process.exitCode = SYSTEM_FAILED;
    }
  });
