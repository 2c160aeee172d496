import { beforeEach, describe, expect, it } from 'vitest';
import { FhirStore } from './fhir-store.ts';
import { handleFhirRequest } from './handle-request.ts';
import { loadBundles } from './load-bundles.ts';
import { type Answer, ask, BASE, idsIn, type Json, linkIn, patient, result } from './sample-requests.ts';

describe('the embedded store over HTTP', () => {
  let store: FhirStore;
  beforeEach(async () => {
    store = new FhirStore();
    const results = Array.from({ length: 7 }, (_, day) => result(`o${day}`, `2026-01-0${day + 1}`));
    const entry = [patient, ...results].map((resource) => ({ resource }));
    await loadBundles(store, [{ resourceType: 'Bundle', type: 'collection', entry }]);
  });

  it('creates, reads, updates, deletes and remembers versions', async () => {
    const created = await ask(store, 'POST', 'Patient', { resourceType: 'Patient', id: 'mine' });
    expect(created).toMatchObject({ status: 201, body: { meta: { versionId: '1' } } });
    const id = String(created.body.id);
    expect(id).not.toBe('mine');
    expect(created.headers.get('location')).toBe(`${BASE}/Patient/${id}/_history/1`);
    const updated = await ask(store, 'PUT', `Patient/${id}`, { resourceType: 'Patient', id, gender: 'male' });
    expect(updated.headers.get('etag')).toBe('W/"2"');
    expect((await ask(store, 'GET', `Patient/${id}/_history/1`)).body.gender).toBeUndefined();
    expect((await ask(store, 'GET', `Patient/${id}/_history`)).body.total).toBe(2);
    expect((await ask(store, 'DELETE', `Patient/${id}`)).status).toBe(200);
    expect((await ask(store, 'GET', `Patient/${id}`)).status).toBe(410);
    expect(idsIn(await ask(store, 'GET', `Patient?_id=${id}`))).toEqual([]);
  });

  it('answers in FHIR JSON that no cache keeps', async () => {
    for (const path of ['Patient/p1', 'Patient/none', 'metadata', 'Nonsense', '%zz']) {
      const { headers } = await ask(store, 'GET', path);
      expect(headers.get('content-type')).toMatch(/^application\/fhir\+json/);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('pages by links that lead to every hit once', async () => {
    const seen: string[] = [];
    let path: string | undefined = 'Observation?patient=p1&_sort=-date&_count=3';
    while (path !== undefined) {
      const answer: Answer = await ask(store, 'GET', path);
      expect(answer.body.total).toBe(7);
      seen.push(...idsIn(answer));
      path = linkIn(answer, 'next')?.slice(BASE.length + 1);
    }
    expect(seen).toEqual(['o6', 'o5', 'o4', 'o3', 'o2', 'o1', 'o0']);
  });

  it('searches by POST and includes what is referred to', async () => {
    const request = new Request(`${BASE}/Observation/_search`, {
      method: 'POST',
      body: new URLSearchParams({ subject: 'Patient/p1', _count: '1', _include: 'Observation:subject' }),
    });
    const body = (await (await handleFhirRequest(store, request, BASE)).json()) as Json;
    expect(body.entry).toMatchObject([
      { search: { mode: 'match' } },
      { fullUrl: `${BASE}/Patient/p1`, search: { mode: 'include' } },
    ]);
  });

  it('finds names without regard to accents', async () => {
    expect(idsIn(await ask(store, 'GET', 'Patient?name=angstr'))).toEqual(['p1']);
    expect(idsIn(await ask(store, 'GET', 'Patient?name:exact=angstr'))).toEqual([]);
  });

  it.each([
    'Observation?colour=red',
    'Observation?date:above=2026',
    'Observation?code:text=x',
    'Observation?subject:identifier=x',
    'Observation?date=yesterday',
    'Observation?date=ap2026',
    'Observation?code=',
    'Observation?_sort=value',
    'Observation?_count=many',
    'Observation?_include=*',
    'Observation?_revinclude=Provenance:target',
    'Observation?_summary=true',
    'Observation?patient.name=x',
    'Observation?patient:missing=maybe',
    'Observation?constructor=x',
    'Patient/p1?x=y',
    'Patient/p1/$everything?start=2026',
  ])('refuses %s with a reason', async (path) => {
    const { status, body } = await ask(store, 'GET', path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
  });

  it.each([
    ['GET', 'Nonsense', 404],
    ['GET', 'Nonsense/1', 404],
    ['GET', '', 404],
    ['PATCH', 'Patient/p1', 405],
    ['PUT', 'Patient?name=x', 404],
    ['POST', '$graphql', 404],
    ['GET', 'Patient?_format=xml', 406],
  ])('has no %s %s', async (method, path, status) => {
    const body = method === 'GET' ? undefined : patient;
    expect((await ask(store, method, path, body)).status).toBe(status);
  });

  it.each([
    ['cut off', '{"resourceType":"Patient"'],
    ['another type', JSON.stringify({ resourceType: 'Observation', id: 'p1' })],
    ['an unknown element', JSON.stringify({ ...patient, colour: 'red' })],
    ['another id', JSON.stringify({ ...patient, id: 'p2' })],
    ['a list', '[]'],
    [
      'too deep',
      `{"resourceType":"Patient","id":"p1","extension":${'[{"extension":'.repeat(5000)}[]${'}]'.repeat(5000)}}`,
    ],
  ])('refuses to store what is %s', async (_, body) => {
    expect((await ask(store, 'PUT', 'Patient/p1', body)).status).toBe(400);
    expect((await ask(store, 'GET', 'Patient/p1')).body.meta).toMatchObject({ versionId: '1' });
  });

  it('gives everything about a patient', async () => {
    const drug = { resourceType: 'Medication', id: 'm1' };
    const order = {
      resourceType: 'MedicationRequest',
      id: 'r1',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/p1' },
      medicationReference: { reference: 'Medication/m1' },
    };
    for (const one of [drug, order]) await ask(store, 'PUT', `${one.resourceType}/${one.id}`, one);
    const all = await ask(store, 'GET', 'Patient/p1/$everything');
    expect(idsIn(all).toSorted()).toEqual(['m1', 'o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'p1', 'r1']);
    const page = await ask(store, 'GET', 'Patient/p1/$everything?_count=9');
    expect(idsIn(await ask(store, 'GET', linkIn(page, 'next')?.slice(BASE.length + 1) ?? ''))).toEqual([
      'm1',
    ]);
    expect((await ask(store, 'GET', 'Patient/none/$everything')).status).toBe(404);
  });

  it('claims in its CapabilityStatement only what works', async () => {
    const { body } = await ask(store, 'GET', 'metadata');
    const [rest] = body.rest as { resource: { type: string; searchParam: { name: string }[] }[] }[];
    for (const { type, searchParam } of rest?.resource ?? []) {
      for (const { name } of searchParam) {
        expect((await ask(store, 'GET', `${type}?${name}:missing=true`)).status, `${type}?${name}`).toBe(200);
      }
    }
  });
});
