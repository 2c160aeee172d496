import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readFiles } from './read-files.ts';
import { bundle, file, patient, potassium, read } from './sample-files.ts';

describe('what is read', () => {
  it.each([
    'collection',
    'transaction',
    'transaction-response',
    'batch',
    'batch-response',
    'searchset',
    'document',
    'history',
    'message',
  ])('reads a bundle of type %s', async (type) => {
    const { charts, issues, observations } = await read(bundle([patient, potassium('o1')], { type }));
    expect(charts).toHaveLength(1);
    expect(issues).toEqual([]);
    expect(observations).toEqual(['o1']);
  });

  it('reads NDJSON of resources and bundles, gzip, a byte-order mark and CRLF', async () => {
    const lines = [JSON.stringify(patient), '', JSON.stringify(bundle([potassium('o1')])), ''].join('\r\n');
    const bytes = new Uint8Array(gzipSync(`\uFEFF${lines}`));
    const { charts, issues } = await readFiles([{ name: 'export', bytes }]);
    expect(issues).toEqual([]);
    expect(charts[0]?.all('Observation')).toHaveLength(1);
  });

  const sent = `${JSON.stringify(patient)}\n${JSON.stringify(potassium('o1'))}\n`;
  const utf16 = Buffer.from(`\uFEFF${sent}`, 'utf16le');
  it.each([
    ['gzip of two members', Buffer.concat(sent.split(/(?<=\n)/).map((line) => gzipSync(line)))],
    [
      'a member for each half of a line',
      Buffer.concat([gzipSync(sent.slice(0, 30)), gzipSync(sent.slice(30))]),
    ],
    ['gzip padded with zeros', Buffer.concat([gzipSync(sent), Buffer.alloc(512)])],
    ['UTF-16, little endian', utf16],
    ['UTF-16, big endian', Buffer.from(utf16).swap16()],
    ['UTF-16 without a mark', utf16.subarray(2)],
    ['UTF-16 in gzip', gzipSync(utf16)],
    [
      'a byte-order mark in the middle',
      Buffer.from(sent.replaceAll('{"resourceType', '\uFEFF{"resourceType')),
    ],
  ])('reads %s', async (_, bytes) => {
    const { charts, issues } = await readFiles([{ name: 'export.ndjson', bytes: new Uint8Array(bytes) }]);
    expect(issues).toEqual([]);
    expect(charts[0]?.all('Observation')).toHaveLength(1);
  });

  it('reads gzip that has something behind it, and says so', async () => {
    for (const text of [sent, JSON.stringify(bundle([patient, potassium('o1')]))]) {
      const bytes = Buffer.concat([gzipSync(text), Buffer.from('junk')]);
      const { charts, issues } = await readFiles([{ name: 'a.json.gz', bytes: new Uint8Array(bytes) }]);
      expect(charts[0]?.all('Observation')).toHaveLength(1);
      expect(issues).toMatchObject([
        { severity: 'warning', message: expect.stringMatching(/stands something else/) },
      ]);
    }
  });

  it('reads a list of resources, the Parameters of an operation, and bundles in them', async () => {
    const parts = [{ name: 'a', part: [{ name: 'b', resource: bundle([potassium('o1')]) }] }];
    const parameter = [{ name: 'return', resource: patient }, ...parts, { name: 'count', valueInteger: 2 }];
    for (const content of [
      [patient, bundle([potassium('o1')])],
      { resourceType: 'Parameters', parameter },
      bundle([{ resourceType: 'Parameters', parameter }]),
    ]) {
      const { observations, issues } = await read(content);
      expect(observations).toEqual(['o1']);
      expect(issues).toEqual([]);
    }
  });

  it('reads a Blob', async () => {
    const { charts } = await readFiles([{ name: 'a.json', bytes: new Blob([JSON.stringify(patient)]) }]);
    expect(charts).toHaveLength(1);
  });

  it('unwraps bundles in bundles, and not without end', async () => {
    const nest = (depth: number): unknown => {
      const inner = bundle([patient, potassium('o1')]);
      return Array.from({ length: depth }).reduce<object>((content) => bundle([content]), inner);
    };
    expect((await read(nest(6))).observations).toEqual(['o1']);
    expect((await read(nest(20))).codes).toEqual(['too-deep', 'no-patient']);
  });

  it('gives one chart per patient, with the drugs that its prescriptions refer to', async () => {
    const drug = { resourceType: 'Medication', id: 'm1' };
    const order = {
      resourceType: 'MedicationRequest',
      id: 'r1',
      subject: { reference: 'Patient/p1' },
      medicationReference: { reference: 'Medication/m1' },
    };
    const other = { ...patient, id: 'p2' };
    const { charts, issues } = await read(bundle([drug, order, patient, other]));
    expect(issues).toEqual([]);
    expect(charts.map((chart) => [chart.patient.id, chart.all('Medication').length])).toEqual([
      ['p1', 1],
      ['p2', 0],
    ]);
  });

  it.each([
    ['relative', 'Patient/p1', undefined],
    ['versioned', 'Patient/p1/_history/3', undefined],
    ['absolute', 'https://ehr.example/fhir/Patient/p1', 'https://ehr.example/fhir/Patient/p1'],
    ['urn:uuid', 'urn:uuid:7a', 'urn:uuid:7a'],
  ])('resolves a %s reference', async (_, reference, fullUrl) => {
    const entry = [
      { ...(fullUrl ? { fullUrl } : {}), resource: patient },
      { resource: potassium('o1', { subject: { reference } }) },
    ];
    expect((await read({ resourceType: 'Bundle', type: 'collection', entry })).observations).toEqual(['o1']);
  });

  it('takes the id from fullUrl when a resource has none', async () => {
    const { id: _, ...anonymous } = patient;
    const entry = [
      { fullUrl: 'urn:uuid:7a', resource: anonymous },
      { resource: potassium('o1', { subject: { reference: 'urn:uuid:7a' } }) },
    ];
    const { charts, observations } = await read({ resourceType: 'Bundle', type: 'transaction', entry });
    expect(charts[0]?.patient.id).toBe('7a');
    expect(observations).toEqual(['o1']);
  });

  it('never gives one server\u2019s results to the same id on another', async () => {
    const entry = [
      { fullUrl: 'https://a.example/fhir/Patient/p1', resource: patient },
      { fullUrl: 'https://b.example/fhir/Observation/o1', resource: potassium('o1') },
    ];
    const { codes, observations } = await read({ resourceType: 'Bundle', type: 'collection', entry });
    expect(observations).toEqual([]);
    expect(codes).toEqual(['dangling-reference']);
  });

  it('resolves a placeholder within its own bundle when two bundles use the same one', async () => {
    const half = (id: string) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: 'urn:uuid:patient', resource: { ...patient, id } },
        { resource: potassium(`of-${id}`, { subject: { reference: 'urn:uuid:patient' } }) },
      ],
    });
    const { charts } = await read(half('p1'), half('p2'));
    expect(charts.map((chart) => chart.all('Observation').map(({ id }) => id))).toEqual([
      ['of-p1'],
      ['of-p2'],
    ]);
  });

  it('drops what a history says was deleted', async () => {
    const entry = [
      { request: { method: 'DELETE', url: 'Observation/o1' } },
      { resource: potassium('o1'), request: { method: 'PUT', url: 'Observation/o1' } },
      { resource: patient, request: { method: 'PUT', url: 'Patient/p1' } },
    ];
    expect((await read({ resourceType: 'Bundle', type: 'history', entry })).observations).toEqual([]);
  });
});

describe('duplicate ids', () => {
  const version = (versionId: string, value: number) =>
    potassium('o1', { meta: { versionId }, valueQuantity: { value } });

  it('keeps one of identical copies', async () => {
    const { issues, observations } = await read(bundle([patient, potassium('o1')]), potassium('o1'));
    expect(observations).toEqual(['o1']);
    expect(issues).toMatchObject([{ code: 'duplicate-id', severity: 'information' }]);
  });

  it('keeps the newest, with a warning', async () => {
    const { charts, issues } = await read(
      bundle([patient, version('9', 4), version('10', 5), version('2', 3)]),
    );
    expect(charts[0]?.all('Observation')).toMatchObject([{ valueQuantity: { value: 5 } }]);
    expect(issues).toMatchObject([{ code: 'duplicate-id', severity: 'warning' }]);
  });

  it('keeps none when nothing tells which is newer', async () => {
    const copies = [potassium('o1', { valueInteger: 1 }), potassium('o1', { valueInteger: 2 })];
    const { issues, observations } = await read(bundle([patient, ...copies]));
    expect(observations).toEqual([]);
    expect(issues).toMatchObject([{ code: 'duplicate-id', severity: 'error', path: 'Observation/o1' }]);
  });
});

describe('progress', () => {
  it('tells each file before it is read, and stops when asked', async () => {
    const told: string[] = [];
    const files = [file(patient, 'a.json'), file(potassium('o1'), 'b.json')];
    await readFiles(files, {
      onProgress: ({ file: name, done, files: all }) => told.push(`${name} ${done}/${all}`),
    });
    expect(told).toEqual(['a.json 0/2', 'b.json 1/2']);
    await expect(readFiles(files, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('what fails apart from the data', () => {
  /** A file whose first bytes cannot be had. */
  const failing = (thrown: unknown): Blob =>
    Object.assign(new Blob(['{}']), {
      slice: () => {
        throw thrown;
      },
    });
  const good = { name: 'good.json', bytes: new TextEncoder().encode(JSON.stringify(patient)) };

  it.each([
    ['a mistake of the program', 'program-fault', new TypeError('x is undefined')],
    ['a file that is gone', 'file-unreadable', new DOMException('It is gone.', 'NotFoundError')],
  ])('tells %s with the name of the file, and reads the others', async (_, code, thrown) => {
    const { charts, issues } = await readFiles([{ name: 'a.json', bytes: failing(thrown) }, good]);
    expect(charts).toHaveLength(1);
    expect(issues).toMatchObject([{ code, file: 'a.json' }]);
  });
});
