import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import { simulateCohort } from '#lib/simulator/cohort.ts';

/** The same 200 simulated heart-failure patients on every machine. */
const demo = { cohort: 'hf', patients: 200, seed: 1 } as const;

function* demoBundles() {
  for (const { bundle } of simulateCohort(demo)) yield bundle;
}

/** Fills the embedded store once. Made beside its place and then renamed: a first start cut off is begun again. */
export async function ensureDemoHospital(dataDirectory: string): Promise<string> {
  const folder = join(dataDirectory, 'fhir');
  if (existsSync(folder)) return 'already there';
  const partial = join(dataDirectory, 'fhir.partial');
  await rm(partial, { recursive: true, force: true });
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const { store, close } = await openStore(partial);
  const resources = await loadBundles(store, demoBundles(), { trusted: true });
  await close();
  await rename(partial, folder);
  return `${demo.patients} simulated patients, ${resources} resources`;
}
