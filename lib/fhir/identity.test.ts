import { describe, expect, it } from 'vitest';
import { bundle, potassium, read } from './sample-files.ts';

const una = {
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1950-05-05',
  name: [{ use: 'official', family: 'Probe', given: ['Una'] }],
};
const zed = {
  resourceType: 'Patient',
  id: 'p1',
  gender: 'male',
  birthDate: '1933-03-03',
  name: [{ family: 'Other', given: ['Zed'] }],
};
const at = (base: string, ...resources: readonly { resourceType: string; id: string }[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
  })),
});
const lines = (...resources: readonly unknown[]) => resources.map((one) => JSON.stringify(one)).join('\n');

/** `id sex: observations` of each chart. */
async function chartsOf(...contents: unknown[]) {
  const { charts, issues } = await read(...contents);
  const told = charts.map((chart) =>
    [chart.patient.id, chart.patient.gender, ...chart.all('Observation').map(({ id }) => id)].join(' '),
  );
  const conflicts = issues.filter(({ code }) => code === 'identity-conflict');
  return { told, issues, conflicts: conflicts.map(({ message, severity }) => `${severity}: ${message}`) };
}

describe('one id, two persons', () => {
  it('gives nobody the results of two hospitals whose lines stand in one file', async () => {
    const { told, conflicts } = await chartsOf(
      lines(
        { ...una, meta: { lastUpdated: '2026-04-01T00:00:00Z' } },
        potassium('a'),
        { ...zed, meta: { lastUpdated: '2026-05-01T00:00:00Z' } },
        potassium('b'),
      ),
    );
    expect(told).toEqual(['p1 female', 'p1 male']);
    expect(conflicts).toEqual([
      expect.stringMatching(/^error: One Patient id is used for different persons/),
      'error: Left out 2 Observation resources: the id of their patient is used for different persons, and nothing tells whose they are.',
    ]);
  });

  it.each([
    ['two files', [bundle([una, potassium('a')]), bundle([zed, potassium('b')])]],
    ['two lines of one file', [lines(bundle([una, potassium('a')]), bundle([zed, potassium('b')]))]],
    ['two bundles in one', [bundle([bundle([una, potassium('a')]), bundle([zed, potassium('b')])])]],
    ['two files of lines', [lines(una, potassium('a')), lines(zed, potassium('b'))]],
    [
      'two files that claim one server',
      [at('http://localhost/fhir', una, potassium('a')), at('http://localhost/fhir', zed, potassium('b'))],
    ],
    [
      'one bundle of two servers',
      [
        bundle([
          at('https://a.example/fhir', una, potassium('a')),
          at('https://b.example/fhir', zed, potassium('b')),
        ]),
      ],
    ],
  ])('gives each his own: %s', async (_, contents) => {
    expect((await chartsOf(...contents)).told).toEqual(['p1 female a', 'p1 male b']);
  });

  it('keeps both of two results that share an id as well', async () => {
    const { told } = await chartsOf(
      bundle([una, potassium('o', { valueInteger: 1 })]),
      bundle([zed, potassium('o', { valueInteger: 2 })]),
    );
    expect(told).toEqual(['p1 female o', 'p1 male o']);
  });

  it('tells whose a result is by the number that its reference states', async () => {
    const number = (value: string) => ({ system: 'urn:mrn', value });
    const subject = { reference: 'Patient/p1', identifier: number('2') };
    const { told } = await chartsOf(
      lines(
        { ...una, identifier: [number('1')] },
        { ...zed, identifier: [number('2')] },
        potassium('o', { subject }),
      ),
    );
    expect(told).toEqual(['p1 female', 'p1 male o']);
  });

  it('does not believe a reference whose number is another person\u2019s', async () => {
    const subject = { reference: 'Patient/p1', identifier: { system: 'urn:mrn', value: '2' } };
    const { told, conflicts } = await chartsOf(
      bundle([{ ...una, identifier: [{ system: 'urn:mrn', value: '1' }] }, potassium('o', { subject })]),
    );
    expect(told).toEqual(['p1 female']);
    expect(conflicts).toEqual([expect.stringMatching(/bears another number than they state/)]);
  });

  it('gives a copy that could be either\u2019s to neither', async () => {
    const stub = { resourceType: 'Patient', id: 'p1' };
    const { told } = await chartsOf(
      bundle([una, potassium('a')]),
      bundle([zed, potassium('b')]),
      bundle([stub, potassium('c')]),
    );
    expect(told.toSorted()).toEqual(['p1  c', 'p1 female a', 'p1 male b']);
  });

  it.each([
    ['another birth date', { birthDate: '1971-01-20' }],
    ['father and son', { birthDate: '1980-05-05' }],
    ['another name', { name: [{ family: 'Else', given: ['Ida'] }] }],
    ['another name and sex', { gender: 'male', name: [{ family: 'Else', given: ['Ivo'] }] }],
  ])('takes %s for another person', async (_, change) => {
    const { told } = await chartsOf(
      bundle([una, potassium('a')]),
      bundle([{ ...una, ...change }, potassium('b')]),
    );
    expect(told).toHaveLength(2);
  });
});

describe('one person whose record changed', () => {
  const dated = (resource: object, day: string) => ({
    ...resource,
    meta: { lastUpdated: `2026-04-${day}T00:00:00Z` },
  });
  it.each([
    ['a married name', { name: [{ family: 'Married', given: ['Una'] }] }],
    ['a corrected sex', { gender: 'male' }],
    ['day and month exchanged', { birthDate: '1950-05-06' }],
    ['a birth date known to the year', { birthDate: '1950' }],
    ['a name in another script', { name: [{ family: '\u5c71\u7530', given: ['\u82b1\u5b50'] }] }],
    ['accents and capitals', { name: [{ family: 'PROB\u00c9', given: ['\u00dana'] }] }],
    ['less than before', { name: undefined, birthDate: undefined }],
  ])('stays one: %s', async (_, change) => {
    const { told } = await chartsOf(
      bundle([dated(una, '01'), potassium('a')]),
      bundle([dated({ ...una, ...change }, '02'), potassium('b')]),
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/ a b$/);
  });

  it('believes a shared number, and a server that counts versions', async () => {
    const identifier = [{ system: 'urn:mrn', value: '1' }];
    const other = { ...una, birthDate: '1961-07-30' };
    const numbered = await chartsOf(
      bundle([dated({ ...una, identifier }, '01'), potassium('a')]),
      bundle([dated({ ...other, identifier }, '02'), potassium('b')]),
    );
    expect(numbered.told).toEqual(['p1 female a b']);
    const version = (resource: typeof una, versionId: string) => ({ ...resource, meta: { versionId } });
    const versions = await chartsOf(
      at('https://a.example/fhir', version(una, '1'), potassium('a')),
      at('https://a.example/fhir', version(other, '2'), potassium('b')),
    );
    expect(versions.told).toEqual(['p1 female a b']);
  });
});

describe('one number, two ids', () => {
  it.each([
    ['with its system', { system: 'urn:mrn', value: '1' }],
    ['with its kind', { type: { coding: [{ code: 'MR' }] }, value: '1' }],
  ])('joins nobody in silence: %s', async (_, number) => {
    const identifier = [number];
    const { told, conflicts } = await chartsOf(
      bundle([{ ...una, identifier }, { ...una, id: 'p2', identifier }, potassium('a')]),
    );
    expect(told).toEqual(['p1 female a', 'p2 female']);
    expect(conflicts).toEqual([
      expect.stringMatching(/^warning: 2 Patients bear a number that another bears too/),
    ]);
  });
});

describe('Patient.link', () => {
  const old = { ...una, id: 'old' };
  const own = (id: string, patient: string) =>
    potassium(id, { subject: { reference: `Patient/${patient}` } });
  const link = (type: string, id: string) => ({ link: [{ type, other: { reference: `Patient/${id}` } }] });

  it.each([
    ['replaced-by', [{ ...old, active: false, ...link('replaced-by', 'p1') }, una]],
    ['replaces', [old, { ...una, ...link('replaces', 'old') }]],
    [
      'both',
      [
        { ...old, ...link('replaced-by', 'p1') },
        { ...una, ...link('replaces', 'old') },
      ],
    ],
    [
      'a chain',
      [{ ...old, ...link('replaced-by', 'mid') }, { ...una, id: 'mid', ...link('replaced-by', 'p1') }, una],
    ],
  ])('joins the record of the replaced one: %s', async (_, patients) => {
    const { told, issues } = await chartsOf(bundle([...patients, own('a', 'old'), own('b', 'p1')]));
    expect(told).toEqual(['p1 female a b']);
    expect(issues).toMatchObject([
      { severity: 'information', message: expect.stringMatching(/replaced by another/) },
    ]);
  });

  it('gives the survivor what names a replaced Patient that was not sent', async () => {
    const { told, issues } = await chartsOf(
      bundle([{ ...una, ...link('replaces', 'old') }, own('a', 'old')]),
    );
    expect(told).toEqual(['p1 female a']);
    expect(issues.map(({ message }) => message)).toContainEqual(expect.stringMatching(/replaced another/));
  });

  it.each([
    [
      'a circle',
      [
        { ...old, ...link('replaced-by', 'p1') },
        { ...una, ...link('replaced-by', 'old') },
      ],
      /circle/,
    ],
    ['one not sent', [{ ...old, ...link('replaced-by', 'x') }, una], /not in the data/],
    ['another person', [{ ...zed, id: 'old', ...link('replaced-by', 'p1') }, una], /contradict/],
    [
      'two at once',
      [
        { ...old, link: [...link('replaced-by', 'p1').link, ...link('replaced-by', 'p2').link] },
        una,
        { ...una, id: 'p2' },
      ],
      /several/,
    ],
    ['seealso', [{ ...old, ...link('seealso', 'p1') }, una], /another record/],
    ['refer', [{ ...old, ...link('refer', 'p1') }, una], /another record/],
  ])('names and does not follow %s', async (_, patients, word) => {
    const { told, issues } = await chartsOf(bundle([...patients, own('a', 'old'), own('b', 'p1')]));
    expect(told.filter((one) => / [ab]$/.test(one))).toHaveLength(2);
    expect(issues.map(({ message }) => message).join(' ')).toMatch(word);
  });

  it('says that a record is not in active use', async () => {
    const { issues } = await chartsOf(bundle([{ ...una, active: false }]));
    expect(issues).toMatchObject([
      { severity: 'warning', message: expect.stringMatching(/not in active use/) },
    ]);
  });
});
