import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference, serverName } from './reference-target.ts';
import { bundle, patient, potassium, read } from './sample-files.ts';

const PUBLIC = 'https://ehr.example/fhir';
const UUID = 'aaaaaaaa-2222-4333-8444-555555555555';
const entries = (...entry: readonly object[]) => ({ resourceType: 'Bundle', type: 'collection', entry });
const known = { ...patient, identifier: [{ system: 'urn:mrn', value: '77' }] };

describe('the subject of a resource', () => {
  it.each([
    ['relative', { reference: 'Patient/p1' }],
    ['versioned', { reference: 'Patient/p1/_history/3' }],
    ['absolute', { reference: `${PUBLIC}/Patient/p1` }],
    ['absolute and versioned', { reference: `${PUBLIC}/Patient/p1/_history/3` }],
    ['absolute over http', { reference: 'http://ehr.example/fhir/Patient/p1' }],
    ['absolute with port and capitals', { reference: 'https://EHR.example:443/fhir/Patient/p1' }],
    ['conditional', { reference: 'Patient?identifier=urn:mrn|77' }],
    ['conditional, escaped', { reference: 'Patient?identifier=urn%3Amrn%7C77' }],
    ['logical', { identifier: { system: 'urn:mrn', value: '77' } }],
    ['logical with its type', { type: 'Patient', identifier: { system: 'urn:mrn', value: '77' } }],
  ])('is found by a %s reference', async (_, subject) => {
    const sent = entries(
      { fullUrl: `${PUBLIC}/Patient/p1`, resource: known },
      { fullUrl: `${PUBLIC}/Observation/o1`, resource: potassium('o1', { subject }) },
    );
    const { observations, issues } = await read(sent);
    expect(observations).toEqual(['o1']);
    expect(issues).toEqual([]);
  });

  it.each([
    ['urn:uuid, in capitals', `urn:uuid:${UUID}`, `URN:UUID:${UUID.toUpperCase()}`],
    ['urn:oid', 'urn:oid:1.2.3', 'urn:oid:1.2.3'],
    ['an address that is no id', 'https://ehr.example/people?no=1', 'https://ehr.example/people?no=1'],
    ['an address with another id', `${PUBLIC}/Patient/9`, `${PUBLIC}/Patient/9`],
  ])('is found by fullUrl: %s', async (_, fullUrl, reference) => {
    const sent = entries(
      { fullUrl, resource: patient },
      { resource: potassium('o1', { subject: { reference } }) },
    );
    expect((await read(sent)).observations).toEqual(['o1']);
  });

  it('is found by the UUID of an export that lost its full URLs', async () => {
    const sent = bundle([
      { ...patient, id: UUID },
      potassium('o1', { subject: { reference: `urn:uuid:${UUID}` } }),
    ]);
    expect((await read(sent)).observations).toEqual(['o1']);
  });

  it.each([
    ['another server', { reference: 'https://other.example/fhir/Patient/p1' }],
    ['a number that nobody bears', { reference: 'Patient?identifier=urn:mrn|78' }],
    ['the number of another system', { reference: 'Patient?identifier=urn:other|77' }],
    ['criteria that are not read', { reference: 'Patient?name=Una' }],
    ['a display alone', { display: 'Una Probe' }],
    ['a number without its system', { identifier: { value: '77' } }],
  ])('is not made up from %s, and that is said', async (_, subject) => {
    const { observations, issues } = await read(
      entries(
        { fullUrl: `${PUBLIC}/Patient/p1`, resource: known },
        { resource: potassium('o1', { subject }) },
      ),
    );
    expect(observations).toEqual([]);
    expect(issues).toMatchObject([{ message: expect.stringMatching(/^Left out 1 Observation/) }]);
  });

  it('is nobody when two bear the number', async () => {
    const subject = { reference: 'Patient?identifier=urn:mrn|77' };
    const { charts, codes } = await read(
      bundle([known, { ...known, id: 'p2' }]),
      bundle([potassium('o1', { subject })]),
    );
    expect(charts.flatMap((chart) => chart.all('Observation'))).toEqual([]);
    expect(codes).toContain('identity-conflict');
  });
});

describe('a resource that another refers to', () => {
  const order = (reference: object) => ({
    resourceType: 'MedicationRequest',
    id: 'm1',
    subject: { reference: 'Patient/p1' },
    medicationReference: reference,
    contained: [{ resourceType: 'Medication', id: 'in', code: { text: 'contained' } }],
  });
  const drug = (id: string, text: string, more: object = {}) => ({
    resourceType: 'Medication',
    id,
    code: { text },
    ...more,
  });
  async function drugOf(...contents: unknown[]) {
    const { charts } = await read(...contents);
    return charts.map((chart) => {
      const [sent] = chart.all('MedicationRequest');
      return chart.resolve(sent?.medicationReference, sent)?.code;
    });
  }

  it.each([
    ['fragment', { reference: '#in' }, 'contained'],
    ['relative', { reference: 'Medication/d1' }, 'd1'],
    ['urn of one with an id of its own', { reference: `urn:uuid:${UUID}` }, 'urn'],
    ['conditional', { reference: 'Medication?identifier=urn:pzn|5' }, 'd1'],
    ['logical', { identifier: { system: 'urn:pzn', value: '5' } }, 'd1'],
  ])('is found by a %s reference', async (_, reference, text) => {
    const sent = entries(
      { resource: patient },
      { resource: order(reference) },
      { resource: drug('d1', 'd1', { identifier: [{ system: 'urn:pzn', value: '5' }] }) },
      // An id like the urn of another resource is no name of it.
      { resource: drug(UUID, 'id') },
      { fullUrl: `urn:uuid:${UUID}`, resource: drug('drug-77', 'urn') },
    );
    expect(await drugOf(sent)).toEqual([{ text }]);
  });

  it('is the one of its own file when two files use one id', async () => {
    const one = bundle([patient, order({ reference: 'Medication/d1' }), drug('d1', 'furosemide')]);
    const other = { ...patient, id: 'p2', birthDate: '1931-01-01' };
    const two = bundle([
      other,
      { ...order({ reference: 'Medication/d1' }), id: 'm2', subject: { reference: 'Patient/p2' } },
      drug('d1', 'aspirin', { meta: { lastUpdated: '2026-01-01T00:00:00Z' } }),
    ]);
    expect(await drugOf(one, two)).toEqual([{ text: 'furosemide' }, { text: 'aspirin' }]);
  });

  it('is never another patient\u2019s', async () => {
    const { charts } = await read(
      bundle([
        patient,
        { ...patient, id: 'p2' },
        potassium('o1'),
        potassium('o2', { subject: { reference: 'Patient/p2' } }),
      ]),
    );
    const [chart] = charts;
    const [from] = chart?.all('Observation') ?? [];
    expect(chart?.resolve({ reference: 'Observation/o1' }, from)).toBe(from);
    expect(chart?.resolve({ reference: 'Observation/o2' }, from)).toBeUndefined();
    expect(chart?.resolve({ reference: 'Patient/p2' }, from)).toBeUndefined();
  });
});

describe('any reference', () => {
  const server = fc.constantFrom(undefined, 'https://a.example/fhir', 'http://b.example:8080/r4');
  const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,20}$/).filter((text) => !/^\.+$/.test(text));

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(server, id, fc.boolean(), (base, one, versioned) => {
        const text = `${base === undefined ? '' : `${base}/`}Observation/${one}${versioned ? '/_history/2' : ''}`;
        expect(readReference(text)).toMatchObject({
          type: 'Observation',
          id: one,
          base: base === undefined ? undefined : serverName(base),
        });
      }),
    );
  });

  it('never finds a patient of another name, whatever it is', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      id,
      fc.constantFrom('#', '#p1', 'Patient/', '?', 'urn:uuid:', 'Patient/p1/x'),
    );
    await fc.assert(
      fc.asyncProperty(text, async (reference) => {
        const { observations } = await read(bundle([patient, potassium('o1', { subject: { reference } })]));
        expect(observations).toEqual(/^\s*Patient\/p1\s*$/.test(reference) ? ['o1'] : []);
      }),
    );
  });

  it('finds the same one in whatever order and nesting the resources come', async () => {
    const resources = [patient, ...Array.from({ length: 6 }, (_, index) => potassium(`o${index}`))];
    const nested = fc
      .shuffledSubarray(resources, { minLength: resources.length })
      .chain((order) =>
        fc
          .array(fc.nat(order.length), { maxLength: 4 })
          .map((cuts) =>
            cuts.reduce<unknown[]>((inner, cut) => [bundle(inner.slice(0, cut)), ...inner.slice(cut)], order),
          ),
      );
    await fc.assert(
      fc.asyncProperty(nested, async (content) => {
        const { charts, observations, issues } = await read(bundle(content));
        expect(charts).toHaveLength(1);
        expect(observations.toSorted()).toEqual(['o0', 'o1', 'o2', 'o3', 'o4', 'o5']);
        expect(issues).toEqual([]);
      }),
    );
  });
});

it('reads a Patient and a result that each of many pages repeats in about the time of as many others', async () => {
  const pages = 3000;
  const repeated = Array.from({ length: pages }, (_, index) =>
    bundle([patient, potassium('same'), potassium(`o${index}`)]),
  );
  const started = performance.now();
  const { observations } = await read(repeated.map((one) => JSON.stringify(one)).join('\n'));
  expect(observations).toHaveLength(pages + 1);
  expect(performance.now() - started).toBeLessThan(10_000);
});
