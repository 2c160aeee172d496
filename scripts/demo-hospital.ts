import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import { simulateCharts } from '#lib/simulator/cohort.ts';

/** The same 200 simulated heart-failure patients on every machine. */
const demo = { cohort: 'hf', patients: 200, seed: 1 } as const;

function* demoBundles() {
  for (const { bundle } of simulateCharts(demo.seed, demo.patients)) yield bundle;
}

/** An empty journal is what the development server leaves when it runs first: a hospital without a patient. */
async function isFilled(folder: string): Promise<boolean> {
  const journal = await stat(join(folder, 'journal.ndjson')).catch(() => null);
  return journal !== null && journal.size > 0;
}

/** Makes place. Opening it first throws `StoreError` when another process has it. */
async function discardEmpty(folder: string): Promise<void> {
  const { close } = await openStore(folder);
  await close();
  await rm(folder, { recursive: true });
}

/** Fills the embedded store once. Made beside its place and then renamed: a first start cut off is begun again. */
export async function ensureDemoHospital(dataDirectory: string): Promise<string> {
  const folder = join(dataDirectory, 'fhir');
  if (await isFilled(folder)) return 'already there';
  await discardEmpty(folder);
  const partial = join(dataDirectory, 'fhir.partial');
  await rm(partial, { recursive: true, force: true });
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const { store, close } = await openStore(partial);
  const resources = await loadBundles(store, demoBundles(), { trusted: true });
  await close();
  await rename(partial, folder);
  return `${demo.patients} simulated patients, ${resources} resources`;
}
