import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedStore } from '#lib/server/embedded-store.ts';
import { environment } from '#lib/server/env.ts';
import { siteMap } from '#lib/server/site-map.ts';
import { DEMO_MARK } from '#lib/simulator/demo-hospital.ts';
import { openEmbedProcesses } from './embed-processes.ts';
import { indexCohort } from './index-cohort.ts';
import { openedIndex, tellRun } from './opened-index.ts';
import { demoPictures, storedCharts } from './stored-charts.ts';

/** The server answers first. */
const DELAY_MS = 4000;
const LINE_MS = 20_000;

const say = (line: string): void => void process.stdout.write(`Similar patients: ${line}\n`);

/** The patients of the data folder are those of the demo hospital, of whom nobody need be asked. */
async function hasDemoHospital(): Promise<boolean> {
  const { fhir, dataDirectory } = environment();
  if (fhir !== null) return false;
  const mark = join(/* turbopackIgnore: true */ dataDirectory, DEMO_MARK);
  return readFile(mark, 'utf8').then(
    () => true,
    () => false,
  );
}

function progressLine(all: number | null): (done: number) => void {
  let told = performance.now();
  return (done) => {
    tellRun({ done, all });
    if (performance.now() - told < LINE_MS) return;
    told = performance.now();
    say(`${done}${all === null ? '' : ` of ${all}`} indexed`);
  };
}

async function indexDemo(): Promise<void> {
  const { dataDirectory } = environment();
  const [{ database, ids, loaded }, { store }] = [await openedIndex(), await embeddedStore()];
  const source = storedCharts(store, demoPictures(dataDirectory));
  const processes = openEmbedProcesses(1, true);
  tellRun({ done: 0, all: source.count });
  try {
    const progress = progressLine(source.count);
    const report = await indexCohort({
      database,
      ids,
      loaded,
      source,
      processes,
      siteMap: siteMap(),
      progress,
    });
    if (report.embedded > 0) say(`${report.members} patients can be found`);
  } finally {
    processes.close();
    tellRun(null);
  }
}

/** Brings the index of the demo hospital up to date, while the server answers. Says on its log how far it is, or why it ends. */
export function indexAtStart(): void {
  const begin = async () => {
    if (!(await hasDemoHospital())) return;
    await indexDemo();
  };
  setTimeout(() => {
    begin().catch((cause: unknown) => say(cause instanceof Error ? cause.message : String(cause)));
  }, DELAY_MS).unref();
}
