import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { R4_TYPES } from '#lib/fhir/resource-types.ts';
import type { FhirStore } from '#lib/fhir/store/fhir-store.ts';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import {
  countPatients,
  DEMO_MARK,
  demoCohorts,
  demoMembers,
  demoPatientIds,
  readDemoMark,
  writeDemoMark,
} from '#lib/simulator/demo-hospital.ts';
import { type CohortRequest, GENERATOR_VERSION } from '#lib/simulator/generator.ts';
import type { Progress } from './step.ts';

const quiet: Progress = () => undefined;

/** What a data folder's store holds: nothing, the demo patients of this or an older version untouched, or anything else. */
type Contents = 'nothing' | 'current-demo' | 'older-demo' | 'own-beside-demo' | 'own';

/** An empty journal is what the development server leaves when it runs first: a hospital without a patient. */
async function isFilled(folder: string): Promise<boolean> {
  const journal = await stat(join(folder, 'journal.ndjson')).catch(() => null);
  return journal !== null && journal.size > 0;
}

/** Whether every resource is a demo patient's and as it was first written. */
function ownership({ table }: FhirStore): 'older-demo' | 'own-beside-demo' | 'own' {
  const demo = demoPatientIds();
  const all = [...R4_TYPES].flatMap((type) => [...table.ofType(type).values()]);
  const isDemo = ({ id }: { readonly id: string }) => demo.has(id.slice(0, DEMO_ID_LENGTH));
  if (!all.some(isDemo)) return 'own';
  const untouched = all.every((resource) => isDemo(resource) && resource.meta.versionId === '1');
  return untouched ? 'older-demo' : 'own-beside-demo';
}
/** `sim-` and twelve hexadecimal digits; what follows numbers the patient's resources. */
const DEMO_ID_LENGTH = 16;

/** Opening the store throws `StoreError` when another process has it. */
async function inspect(dataDirectory: string, folder: string): Promise<Contents> {
  const filled = await isFilled(folder);
  const mark = await readFile(join(dataDirectory, DEMO_MARK), 'utf8').catch(() => '');
  if (filled && readDemoMark(mark) === GENERATOR_VERSION) return 'current-demo';
  const { store, close } = await openStore(folder);
  try {
    return filled ? ownership(store) : 'nothing';
  } finally {
    await close();
  }
}

function* bundles(cohorts: readonly CohortRequest[], progress: Progress) {
  const all = countPatients(cohorts);
  let done = 0;
  for (const { bundle } of demoMembers(cohorts)) {
    yield bundle;
    done += 1;
    progress(done, all);
  }
}

/** Made beside its place and then renamed, the mark last: a start that was cut off is begun again. */
async function fill(
  dataDirectory: string,
  folder: string,
  cohorts: readonly CohortRequest[],
  progress: Progress,
): Promise<string> {
  const partial = join(dataDirectory, 'fhir.partial');
  await rm(partial, { recursive: true, force: true });
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const { store, close } = await openStore(partial);
  const resources = await loadBundles(store, bundles(cohorts, progress), { trusted: true });
  await close();
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
  await writeFile(join(dataDirectory, DEMO_MARK), writeDemoMark(), { mode: 0o600 });
  return `${countPatients(cohorts)} simulated patients, ${resources} resources`;
}

/** Fills the embedded store once. Replaces the untouched demo patients of an older version, and nothing else ever. */
export async function ensureDemoHospital(
  dataDirectory: string,
  progress: Progress = quiet,
  cohorts: readonly CohortRequest[] = demoCohorts,
): Promise<string> {
  const folder = join(dataDirectory, 'fhir');
  const contents = await inspect(dataDirectory, folder);
  if (contents === 'own-beside-demo')
    return `kept: beside an older version's simulated patients it holds entries of your own. For the new patients, choose another CONSILIUM_DATA or delete ${folder}`;
  if (contents === 'own' || contents === 'current-demo') return 'already there';
  const made = await fill(dataDirectory, folder, cohorts, progress);
  return contents === 'older-demo' ? `${made}, in place of an older version's` : made;
}
