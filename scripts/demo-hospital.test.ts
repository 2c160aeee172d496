import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { R4_TYPES } from '#lib/fhir/resource-types.ts';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { DEMO_MARK, demoCohorts, demoPatientIds } from '#lib/simulator/demo-hospital.ts';
import { ensureDemoHospital } from './demo-hospital.ts';

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'consilium-demo-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const OWN = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: { resourceType: 'Patient', id: 'mine' } }],
};

const FEW = [
  { cohort: 'hf', patients: 2, seed: 1 },
  { cohort: 'similarity', patients: 4, seed: 1 },
] as const;
const ensure = (today = '2026-11-29', progress = (_done: number, _all: number): void => undefined) =>
  ensureDemoHospital(data, { today, progress, cohorts: FEW });

/** A store with these bundles and, unless told otherwise, no mark: as every version before the mark left it. */
async function storeOf(...bundles: readonly object[]): Promise<void> {
  const { store, close } = await openStore(join(data, 'fhir'));
  await loadBundles(store, bundles, { trusted: true });
  await close();
}

async function patientIds(): Promise<string[]> {
  const { store, close } = await openStore(join(data, 'fhir'));
  const ids = [...store.table.ofType('Patient').keys()];
  await close();
  return ids;
}

it('is 40 patients with heart failure and 1,000 to compare', () => {
  expect(demoCohorts).toMatchObject([
    { cohort: 'hf', patients: 40 },
    { cohort: 'similarity', patients: 1000 },
  ]);
  expect(demoPatientIds().size).toBe(2000);
});

it('fills a store that was opened and left empty, once, and tells how far it is', async () => {
  await storeOf();
  const told: number[] = [];
  expect(await ensure('2026-11-29', (done) => told.push(done))).toMatch(
    /^6 simulated patients as of 2026-11-29, \d+ resources$/,
  );
  expect(told).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await ensure()).toBe('already there');
  const ids = await patientIds();
  expect(new Set(ids).size).toBe(6);

  // An older version's mark, and its patients untouched.
  const mark = await readFile(join(data, DEMO_MARK), 'utf8');
  await writeFile(join(data, DEMO_MARK), mark.replace(/"generatorVersion": \d+/, '"generatorVersion": 1'));
  await storeOf(OWN);
  expect(await ensure()).toMatch(/^kept: .* patients or changes of your own/);
  expect(await patientIds()).toEqual([...ids, 'mine']);
});

it('replaces the untouched patients of an older version', async () => {
  await storeOf(simulatePatient(1, 0).bundle, simulatePatient(1, 150).bundle);
  expect(await ensure()).toMatch(/^6 .*, in place of those of another day or version$/);
  expect((await patientIds()).length).toBe(6);
});

it('replaces the untouched patients of an older ward', async () => {
  await ensure();
  const mark = await readFile(join(data, DEMO_MARK), 'utf8');
  await writeFile(join(data, DEMO_MARK), mark.replace(/"wardVersion": \d+,/, ''));
  expect(await ensure()).toMatch(/^6 .*, in place of those of another day or version$/);
  expect(await ensure()).toBe('already there');
});

/** Every resource of the store but when it was written, in order of type and id. */
async function contents(): Promise<string[]> {
  const { store, close } = await openStore(join(data, 'fhir'));
  const all = [...R4_TYPES].flatMap((type) => [...store.table.ofType(type).values()]);
  await close();
  return all.map(({ meta: { lastUpdated: _, ...meta }, ...one }) => JSON.stringify({ ...one, meta })).sort();
}

it('holds on one day the same, whether made at once or after another day', async () => {
  await ensure('2026-11-29');
  const atOnce = await contents();
  await rm(data, { recursive: true });
  await ensure('2026-07-04');
  const before = await contents();
  await ensure('2026-11-29');
  expect(await contents()).toEqual(atOnce);
  expect(before).not.toEqual(atOnce);
});

it('is made anew on another day, with what was written about its patients carried over', async () => {
  await ensure('2026-11-28');
  const saved = {
    resourceType: 'Observation',
    id: 'measured',
    status: 'final',
    code: { text: 'Length' },
    subject: { reference: `Patient/${(await patientIds())[0]}` },
    valueQuantity: { value: 12.5, unit: 'mm' },
  };
  const written = await openStore(join(data, 'fhir'));
  await loadBundles(
    written.store,
    [{ resourceType: 'Bundle', type: 'collection', entry: [{ resource: saved }] }],
    {
      trusted: true,
    },
  );
  await written.close();
  expect(await ensure('2026-11-28')).toBe('already there');
  for (const day of ['2026-11-29', '2026-12-24'])
    expect(await ensure(day)).toMatch(
      new RegExp(`as of ${day}, .* another day or version; 1 entry of your own carried over$`),
    );
  const { store, close } = await openStore(join(data, 'fhir'));
  expect(store.table.ofType('Observation').get('measured')).toMatchObject(saved);
  const starts = [...store.table.ofType('Encounter').values()].map((one) => JSON.stringify(one));
  expect(starts.some((one) => one.includes('2026-12-'))).toBe(true);
  await close();
});

it.each([
  ['another patient', [simulatePatient(1, 0).bundle, OWN]],
  ['a patient that was written again', [simulatePatient(1, 0).bundle, simulatePatient(1, 0).bundle]],
])('never replaces %s', async (_, bundles) => {
  await storeOf(...bundles);
  const before = await patientIds();
  expect(await ensure()).toMatch(/^kept: /);
  expect(await patientIds()).toEqual(before);
});

it.each([
  ['patients of one’s own', OWN],
  ['a simulated cohort of one’s own', simulatePatient(8, 0).bundle],
])('leaves %s alone', async (_, bundle) => {
  await storeOf(bundle);
  expect(await ensure()).toBe('already there');
});

it('does not replace an empty store that another process has open', async () => {
  const { close } = await openStore(join(data, 'fhir'));
  await expect(ensure()).rejects.toMatchObject({ tag: 'locked' });
  await close();
});
