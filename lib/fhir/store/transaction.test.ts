import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FhirStore } from './fhir-store.ts';
import { Journal } from './journal.ts';
import { ResourceTable } from './resource-table.ts';
import { ask, idsIn, patient, result } from './sample-requests.ts';

describe('transactions', () => {
  let folder: string;
  let journal: Journal;
  let store: FhirStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'consilium-store-'));
    ({ journal } = await Journal.open(join(folder, 'journal'), () => undefined));
    store = new FhirStore(new ResourceTable(), journal);
    await ask(store, 'PUT', 'Patient/p1', patient);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const entry = (method: string, url: string, resource?: object, fullUrl?: string) => ({
    ...(fullUrl ? { fullUrl } : {}),
    request: { method, url },
    ...(resource ? { resource } : {}),
  });
  const post = (type: string, entries: readonly unknown[]) =>
    ask(store, 'POST', '', { resourceType: 'Bundle', type, entry: entries });

  it('creates what refers to each other', async () => {
    const urn = 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a';
    const { status } = await post('transaction', [
      entry('POST', 'Observation', result('x', '2026-01-01', { subject: { reference: urn } })),
      entry('POST', 'Patient', { resourceType: 'Patient', gender: 'female' }, urn),
    ]);
    expect(status).toBe(200);
    const [created] = idsIn(await ask(store, 'GET', 'Patient?gender=female'));
    expect(idsIn(await ask(store, 'GET', `Observation?patient=${created}`))).toHaveLength(1);
  });

  it('undoes everything when one entry fails, in memory and on disk', async () => {
    const before = [readFileSync(join(folder, 'journal'), 'utf8'), await ask(store, 'GET', 'Patient/p1')];
    const { status } = await post('transaction', [
      entry('DELETE', 'Patient/p1'),
      entry('PUT', 'Observation/o1', result('o1', '2026-01-01')),
      entry('PUT', 'Observation/o2', { ...result('o2', '2026-01-01'), code: undefined }),
    ]);
    expect(status).toBe(400);
    expect([readFileSync(join(folder, 'journal'), 'utf8'), await ask(store, 'GET', 'Patient/p1')]).toEqual(
      before,
    );
    expect((await ask(store, 'GET', 'Observation/o1')).status).toBe(404);
    expect(idsIn(await ask(store, 'GET', 'Observation?patient=p1'))).toEqual([]);
  });

  it('keeps the good entries of a batch and names the bad ones', async () => {
    const { status, body } = await post('batch', [
      entry('PUT', 'Observation/o1', result('o1', '2026-01-01')),
      entry('GET', 'Observation?colour=red'),
      entry('GET', 'Observation?patient=p1'),
    ]);
    expect(status).toBe(200);
    expect(body.entry).toMatchObject([
      { response: { status: '200' } },
      { response: { status: '400' } },
      { resource: { total: 1 } },
    ]);
  });

  it.each([
    ['no request', [{ resource: patient }]],
    ['nothing', [null]],
    ['a batch', [entry('POST', '/', { resourceType: 'Bundle', type: 'batch', entry: [] })]],
    ['a conditional update', [entry('PUT', 'Patient?name=x', patient)]],
  ])('refuses an entry with %s', async (_, entries) => {
    expect((await post('transaction', entries)).status).toBe(400);
  });

  it('does not acknowledge what the disk did not take', async () => {
    await journal.close();
    const { status, body } = await ask(store, 'PUT', 'Observation/o1', result('o1', '2026-01-01'));
    expect(status).toBe(500);
    expect(body.resourceType).toBe('OperationOutcome');
    expect((await ask(store, 'GET', 'Observation/o1')).status).toBe(404);
  });

  it('shows no request half of another one\u2019s transaction', async () => {
    const entries = Array.from({ length: 30 }, (_, index) =>
      entry('PUT', `Observation/o${index}`, result(`o${index}`, '2026-01-01')),
    );
    const writing = post('transaction', entries);
    const totals = await Promise.all(
      Array.from({ length: 20 }, () => ask(store, 'GET', 'Observation?_count=0')),
    );
    await writing;
    for (const { body } of totals) expect([0, 30]).toContain(body.total);
  });
});
