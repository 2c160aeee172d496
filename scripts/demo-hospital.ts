import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resource } from 'fhir/r4';
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
import type { CohortRequest } from '#lib/simulator/generator.ts';
import type { Progress } from './step.ts';

/**
 * What a data folder's store holds: nothing; the demo patients of this version and day; those of another, with what was
 * written about them since (`added`); patients or changes of one's own beside them; or none of them.
 */
type Contents =
  | { readonly kind: 'nothing' | 'current-demo' | 'own-beside-demo' | 'own' }
  | { readonly kind: 'former-demo'; readonly added: readonly object[] };

/** An empty journal is what the development server leaves when it runs first: a hospital without a patient. */
async function isFilled(folder: string): Promise<boolean> {
  const journal = await stat(join(folder, 'journal.ndjson')).catch(() => null);
  return journal !== null && journal.size > 0;
}

/** `sim-` and twelve hexadecimal digits; what follows numbers the patient's resources. */
const DEMO_ID_LENGTH = 16;

function ownership({ table }: FhirStore): Contents {
  const demo = demoPatientIds();
  const all = [...R4_TYPES].flatMap((type) => [...table.ofType(type).values()]);
  const isDemo = ({ id }: { readonly id: string }) => demo.has(id.slice(0, DEMO_ID_LENGTH));
  if (!all.some(isDemo)) return { kind: 'own' };
  const added = all.filter((resource) => !isDemo(resource));
  const untouched = all.every((resource) => !isDemo(resource) || resource.meta.versionId === '1');
  const isAnotherPatient = ({ resourceType }: Pick<Resource, 'resourceType'>) => resourceType === 'Patient';
  return untouched && !added.some(isAnotherPatient)
    ? { kind: 'former-demo', added }
    : { kind: 'own-beside-demo' };
}

/** Opening the store throws `StoreError` when another process has it. */
async function inspect(dataDirectory: string, folder: string, today: string): Promise<Contents> {
  const filled = await isFilled(folder);
  const mark = await readFile(join(dataDirectory, DEMO_MARK), 'utf8').catch(() => '');
  if (filled && readDemoMark(mark) === today) return { kind: 'current-demo' };
  const { store, close } = await openStore(folder);
  try {
    return filled ? ownership(store) : { kind: 'nothing' };
  } finally {
    await close();
  }
}

type DemoHospital = {
  /** YYYY-MM-DD: the day for which the patients are made. */
  readonly today: string;
  readonly progress?: Progress;
  readonly cohorts?: readonly CohortRequest[];
};

function* bundles({ today, progress, cohorts = demoCohorts }: DemoHospital, added: readonly object[]) {
  const all = countPatients(cohorts);
  let done = 0;
  for (const { bundle } of demoMembers(cohorts, today)) {
    yield bundle;
    done += 1;
    progress?.(done, all);
  }
  if (added.length > 0) {
    const entry = added.map((resource) => ({ resource }));
    yield { resourceType: 'Bundle', type: 'collection', entry };
  }
}

/** Made beside its place and then renamed, the mark last: a start that was cut off is begun again. */
async function fill(
  dataDirectory: string,
  folder: string,
  hospital: DemoHospital,
  added: readonly object[],
): Promise<string> {
  const { today, cohorts = demoCohorts } = hospital;
  const partial = join(dataDirectory, 'fhir.partial');
  await rm(partial, { recursive: true, force: true });
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const { store, close } = await openStore(partial);
  const resources = await loadBundles(store, bundles(hospital, added), { trusted: true });
  await close();
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
  await writeFile(join(dataDirectory, DEMO_MARK), writeDemoMark(today), { mode: 0o600 });
  return `${countPatients(cohorts)} simulated patients as of ${today}, ${resources} resources`;
}

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

/**
 * Fills the embedded store for a day. Replaces the demo patients of another day or an older version, with what was
 * written about them carried over, and nothing else ever.
 */
export async function ensureDemoHospital(dataDirectory: string, hospital: DemoHospital): Promise<string> {
  const folder = join(dataDirectory, 'fhir');
  const contents = await inspect(dataDirectory, folder, hospital.today);
  if (contents.kind === 'own-beside-demo')
    return `kept: beside the simulated patients of another day or version it holds patients or changes of your own. For those of ${hospital.today}, choose another CONSILIUM_DATA or delete ${folder}`;
  if (contents.kind === 'own' || contents.kind === 'current-demo') return 'already there';
  const added = contents.kind === 'former-demo' ? contents.added : [];
  const made = await fill(dataDirectory, folder, hospital, added);
  if (contents.kind === 'nothing') return made;
  const carried = added.length > 0 ? `; ${entries(added.length)} of your own carried over` : '';
  return `${made}, in place of those of another day or version${carried}`;
}
