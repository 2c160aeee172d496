import { describe, expect, it } from 'vitest';
import { BundleIndex } from './bundle-index.ts';

const subject = { reference: 'Patient/p' };
const BASE = 'https://ehr.example/fhir';
const URN = 'urn:uuid:0b8b0a04-8a1b-4a8b-9c5b-2f2b1f1f0001';

const from = {
  resourceType: 'Encounter',
  id: 'from',
  subject,
  contained: [{ resourceType: 'Encounter', id: 'in' }],
};

function resolve(reference: unknown) {
  const index = new BundleIndex();
  const entries = [
    { fullUrl: `${BASE}/Patient/p`, resource: { resourceType: 'Patient', id: 'p' } },
    { fullUrl: `${BASE}/Patient/q`, resource: { resourceType: 'Patient', id: 'q' } },
    { fullUrl: `${BASE}/Encounter/from`, resource: from },
    {
      fullUrl: `${BASE}/Encounter/a`,
      resource: { resourceType: 'Encounter', id: 'a', subject, identifier: [{ system: 's', value: '7' }] },
    },
    {
      fullUrl: URN,
      resource: {
        resourceType: 'Encounter',
        id: 'own',
        subject,
        identifier: [{ value: '7' }, { value: '8' }],
      },
    },
    {
      fullUrl: `${BASE}/Encounter/other`,
      resource: {
        resourceType: 'Encounter',
        id: 'other',
        subject: { reference: 'Patient/q' },
        identifier: [{ value: '9' }],
      },
    },
    {
      fullUrl: `${BASE}/Encounter/b`,
      resource: { resourceType: 'Encounter', id: 'b', subject, identifier: [{ value: '8' }] },
    },
  ];
  index.add({ resourceType: 'Bundle', type: 'collection', entry: entries });
  const [chart] = index.build().charts;
  const sender = chart?.all('Encounter').find(({ id }) => id === 'from');
  return chart?.resolve(reference, sender)?.id;
}

describe('Chart.resolve', () => {
  it.each([
    [{ reference: 'Encounter/a' }, 'a'],
    [{ reference: 'Encounter/a/_history/3' }, 'a'],
    [{ reference: `${BASE}/Encounter/a` }, 'a'],
    [{ reference: `${BASE}/Encounter/a/_history/3` }, 'a'],
    [{ reference: URN }, 'own'],
    [{ reference: '#in' }, 'in'],
    [{ reference: '#' }, 'from'],
    [{ identifier: { system: 's', value: '7' } }, 'a'],
    [{ identifier: { value: '7' } }, 'own'],
    [{ reference: 'Encounter/gone', identifier: { value: '7' } }, 'own'],
  ])('finds %j', (reference, id) => {
    expect(resolve(reference)).toBe(id);
  });

  it.each([
    [{ reference: 'Encounter/gone' }],
    [{ reference: 'https://elsewhere.example/fhir/Encounter/a' }],
    [{ reference: '#gone' }],
    // Another patient's, and an identifier of two.
    [{ reference: 'Encounter/other' }],
    [{ identifier: { value: '9' } }],
    [{ identifier: { value: '8' } }],
    [{ identifier: {} }],
    [{ display: 'the stay' }],
    [null],
    [7],
  ])('finds nothing for %j', (reference) => {
    expect(resolve(reference)).toBeUndefined();
  });
});
