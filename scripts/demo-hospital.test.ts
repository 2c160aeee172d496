import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '#lib/fhir/store/open-store.ts';
import { ensureDemoHospital } from './demo-hospital.ts';

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'consilium-demo-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

it('fills a store that was opened and left empty, once', async () => {
  const { close } = await openStore(join(data, 'fhir'));
  await close();
  expect(await ensureDemoHospital(data)).toMatch(/^200 simulated patients, \d+ resources$/);
  expect(await ensureDemoHospital(data)).toBe('already there');
});

it('does not replace an empty store that another process has open', async () => {
  const { close } = await openStore(join(data, 'fhir'));
  await expect(ensureDemoHospital(data)).rejects.toMatchObject({ kind: 'locked' });
  await close();
});
