import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bundle, Encounter, FhirResource } from 'fhir/r4';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import type { ModalityId } from '#lib/simulator/member.ts';
import { ensureDemoHospital } from '../scripts/demo-hospital.ts';
import { freePort, startApp } from './app-server.ts';
import { HOSPITAL_DAY } from './hospital-day.ts';

export type IndexedHospital = { readonly origin: string; readonly close: () => Promise<void> };

const WATCHED = { cohort: 'hf', seed: 52 } as const;
const CONTENTS = { modalities: new Set<ModalityId>(['ehr', 'wearables']), shortcut: 0 };

const DAY_MS = 86_400_000;
const daysAfter = (time: string, days: number) => new Date(Date.parse(time) + days * DAY_MS).toISOString();

const isEncounter = (one: { readonly resourceType: string } | undefined): one is Encounter =>
  one?.resourceType === 'Encounter';

/** A visit a month after discharge: until then somebody watched what became of her. */
function visitOf(bundle: Bundle, patient: string): FhirResource {
  const ends = (bundle.entry ?? []).flatMap(({ resource }) =>
    isEncounter(resource) ? (resource.period?.end ?? []) : [],
  );
  const discharge = ends.toSorted().at(-1) ?? '';
  return {
    resourceType: 'Encounter',
    id: `${patient}-visit`,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${patient}` },
    period: { start: daysAfter(discharge, 35), end: daysAfter(discharge, 35.05) },
  };
}

const watched = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const { id, bundle } = simulateMember(WATCHED, index, CONTENTS);
    const visit = { resource: visitOf(bundle, id) };
    return { id, bundle: { ...bundle, entry: [...(bundle.entry ?? []), visit] } };
  });

/** FHIR ids of those whom `fillWatched` puts there. */
export const watchedIds = (count: number): readonly string[] => watched(count).map(({ id }) => id);

/** Heart-failure patients who were watched after discharge; pictures and genomes would take minutes to index. */
export const fillWatched = (count: number) => async (data: string) => {
  const { store, close } = await openStore(join(data, 'fhir'));
  await loadBundles(
    store,
    watched(count).map(({ bundle }) => bundle),
    { trusted: true },
  );
  await close();
};

/** So many of the demo hospital's breathless patients, with everything that they have. */
export const fillDemo = (patients: number) => async (data: string) => {
  const cohorts = [{ cohort: 'similarity', patients, seed: 1 }] as const;
  await ensureDemoHospital(data, { today: HOSPITAL_DAY, cohorts });
};

/** A hospital of its own, indexed by the command, and a server of it. */
export async function openIndexedHospital(fill: (data: string) => Promise<void>): Promise<IndexedHospital> {
  const data = await mkdtemp(join(tmpdir(), 'consilium-e2e-indexed-'));
  await fill(data);
  const settings = { CONSILIUM_DATA: data };
  await promisify(execFile)(process.execPath, ['cli/main.ts', 'index', '--demo'], {
    env: { ...process.env, ...settings },
  });
  const app = await startApp(await freePort(), settings);
  return {
    origin: app.origin,
    async close() {
      await app.kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}
