import { readFiles } from './read-files.ts';

/** Small FHIR files for the tests of this folder. */
const encode = (text: string) => new TextEncoder().encode(text);
export const file = (content: unknown, name = 'chart.json') => ({
  name,
  bytes: encode(typeof content === 'string' ? content : JSON.stringify(content)),
});

export const patient = { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1950-02-03' };
export const potassium = (id: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
  subject: { reference: 'Patient/p1' },
  ...more,
});
export const bundle = (resources: readonly unknown[], more: object = {}) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
  ...more,
});

export async function read(...contents: unknown[]) {
  const { charts, issues } = await readFiles(
    contents.map((content, index) => file(content, `f${index}.json`)),
  );
  const observations = charts[0]?.all('Observation').map(({ id }) => id) ?? [];
  return { charts, issues, codes: issues.map(({ code }) => code), observations };
}
