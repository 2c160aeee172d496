import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resource } from 'fhir/r4';
import { R4_TYPES } from '#lib/fhir/resource-types.ts';
import type { FhirStore } from '#lib/fhir/store/fhir-store.ts';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import type { StoredResource } from '#lib/fhir/store/stored-resource.ts';
import {
  countPatients,
  DEMO_MARK,
  demoCohorts,
  demoMembers,
  demoPatientIds,
  movedCohorts,
  movedPatientIds,
  readDemoMark,
  writeDemoMark,
} from '#lib/simulator/demo-hospital.ts';
import type { CohortRequest } from '#lib/simulator/generator.ts';
import type { Progress } from './step.ts';

/**
 * What a data folder's store holds: nothing; the demo patients of this version and day; those of another, with what was
 * written about them since (`added`) and what no day moves (`settled`); patients or changes of one's own beside them; or
 * none of them.
 */
type Contents =
  | { readonly kind: 'nothing' | 'current-demo' | 'own-beside-demo' | 'own' }
  | ({ readonly kind: 'former-demo' } & Kept);

type Kept = { readonly added: readonly StoredResource[]; readonly settled: readonly StoredResource[] };
const NOTHING_KEPT: Kept = { added: [], settled: [] };

/** An empty journal is what the development server leaves when it runs first: a hospital without a patient. */
async function isFilled(folder: string): Promise<boolean> {
  const journal = await stat(join(folder, 'journal.ndjson')).catch(() => null);
  return journal !== null && journal.size > 0;
}

/** `sim-` and twelve hexadecimal digits; what follows numbers the patient's resources. */
const DEMO_ID_LENGTH = 16;

/** `isThisVersion`: this very generator made the demo patients. */
function ownership({ table }: FhirStore, isThisVersion: boolean): Contents {
  const demo = demoPatientIds();
  const all = [...R4_TYPES].flatMap((type) => [...table.ofType(type).values()]);
  const moved = movedPatientIds();
  const isDemo = ({ id }: StoredResource) => demo.has(id.slice(0, DEMO_ID_LENGTH));
  const isSettled = (one: StoredResource) => isDemo(one) && !moved.has(one.id.slice(0, DEMO_ID_LENGTH));
  if (!all.some(isDemo)) return { kind: 'own' };
  const added = all.filter((resource) => !isDemo(resource));
  const untouched = all.every((resource) => !isDemo(resource) || resource.meta.versionId === '1');
  const isAnotherPatient = ({ resourceType }: Pick<Resource, 'resourceType'>) => resourceType === 'Patient';
  if (!untouched || added.some(isAnotherPatient)) return { kind: 'own-beside-demo' };
  return { kind: 'former-demo', added, settled: isThisVersion ? all.filter(isSettled) : [] };
}

/** Opening the store throws `StoreError` when another process has it. */
async function inspect(dataDirectory: string, folder: string, today: string): Promise<Contents> {
  const filled = await isFilled(folder);
  const mark = await readFile(join(dataDirectory, DEMO_MARK), 'utf8').catch(() => '');
  const day = readDemoMark(mark);
  if (filled && day === today) return { kind: 'current-demo' };
  const { store, close } = await openStore(folder);
  try {
    return filled ? ownership(store, day !== null) : { kind: 'nothing' };
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

/** Resources to a commit. */
const BATCH = 1000;

function* bundles({ today, progress, cohorts = demoCohorts }: DemoHospital, { added, settled }: Kept) {
  const fresh = settled.length > 0 ? movedCohorts(cohorts) : cohorts;
  const all = countPatients(fresh);
  let done = 0;
  for (const { bundle } of demoMembers(fresh, today)) {
    yield bundle;
    done += 1;
    progress?.(done, all);
  }
  const old = [...settled, ...added];
  for (let from = 0; from < old.length; from += BATCH) {
    const entry = old.slice(from, from + BATCH).map((resource) => ({ resource }));
    yield { resourceType: 'Bundle', type: 'collection', entry };
  }
}

/** Made beside its place and then renamed, the mark last: a start that was cut off is begun again. */
async function fill(
  dataDirectory: string,
  folder: string,
  hospital: DemoHospital,
  kept: Kept,
): Promise<string> {
  const { today, cohorts = demoCohorts } = hospital;
  const partial = join(dataDirectory, 'fhir.partial');
  await rm(partial, { recursive: true, force: true });
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const { store, close } = await openStore(partial);
  const resources = await loadBundles(store, bundles(hospital, kept), { trusted: true });
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
  const kept = contents.kind === 'former-demo' ? contents : NOTHING_KEPT;
  const made = await fill(dataDirectory, folder, hospital, kept);
  if (contents.kind === 'nothing') return made;
  const { added } = kept;
  const carried = added.length > 0 ? `; ${entries(added.length)} of your own carried over` : '';
  return `${made}, in place of those of another day or version${carried}`;
}
