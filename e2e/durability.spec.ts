import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { copyHospital, freePort, startApp } from './app-server.ts';

const headers = { 'content-type': 'application/fhir+json' };

test('what the server acknowledged is there after kill -9', async ({ request }) => {
  test.setTimeout(180_000);
  const data = await mkdtemp(join(tmpdir(), 'consilium-e2e-durability-'));
  const port = await freePort();
  const settings = { CONSILIUM_DATA: data };
  await copyHospital(data);
  try {
    const first = await startApp(port, settings);
    const patient = { resourceType: 'Patient', birthDate: '1950-01-01' };
    const patients = (origin: string): Promise<number> =>
      request.get(`${origin}/api/fhir/Patient?_count=1`).then(async (r) => (await r.json()).total);
    const before = await patients(first.origin);
    expect(before).toBeGreaterThanOrEqual(1040);
    const ids: string[] = [];
    for (let k = 0; k < 20; k++) {
      const response = await request.post(`${first.origin}/api/fhir/Patient`, { data: patient, headers });
      expect(response.status()).toBe(201);
      ids.push((await response.json()).id);
    }
    await first.kill();
    const second = await startApp(port, settings);
    for (const id of ids) {
      const response = await request.get(`${second.origin}/api/fhir/Patient/${id}`);
      expect(response.status()).toBe(200);
    }
    expect(await patients(second.origin)).toBe(before + ids.length);
    await second.kill();
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
