import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { INFLATED_LIMIT } from './file-text.ts';
import { DOCUMENT_LIMIT } from './file-values.ts';
import { readFiles } from './read-files.ts';
import { bundle, file, patient, potassium, read } from './sample-files.ts';

describe('what is left out', () => {
  it.each([
    ['an empty file', '', ['file-unreadable']],
    ['white space', ' \n\n ', ['file-unreadable']],
    ['a web page', '<!DOCTYPE html><html></html>', ['not-fhir']],
    ['FHIR XML', '<Patient xmlns="http://hl7.org/fhir"/>', ['not-fhir']],
    ['a list', '[1]', ['not-fhir']],
    ['a number', '7', ['not-fhir']],
    ['no type', '{"id":"a"}', ['structure']],
    ['an unknown type', '{"resourceType":"Observaton","id":"a"}', ['wrong-resource-type']],
    ['no id', '{"resourceType":"Patient"}', ['structure']],
    ['a path as id', '{"resourceType":"Patient","id":".."}', ['structure']],
    ['entries that are no list', '{"resourceType":"Bundle","entry":{"a":1}}', ['structure']],
    ['cut off text', '{"resourceType":"Patient","id":"p1","name":[{"family":"Doe', ['file-unreadable']],
  ])('names %s', async (_, content, codes) => {
    const { issues } = await read(content);
    expect(issues.map(({ code }) => code)).toEqual([...codes, 'no-patient']);
    expect(issues[0]).toMatchObject({ file: 'f0.json', severity: 'error' });
    expect(JSON.stringify(issues)).not.toMatch(/Doe/);
  });

  it('says where a cut off file ends', async () => {
    const { issues } = await read('{"resourceType":"Patient"');
    expect(issues[0]?.message).toMatch(/after character 25/);
  });

  it('names the bad lines of NDJSON and reads the rest', async () => {
    const good = [patient, potassium('o1')].map((resource) => JSON.stringify(resource));
    const { charts, issues } = await readFiles([file([good[0], '{"a":', good[1]].join('\n'), 'x.ndjson')]);
    expect(charts[0]?.all('Observation')).toHaveLength(1);
    expect(issues).toMatchObject([{ code: 'file-unreadable', message: expect.stringMatching(/^Line 2 /) }]);
  });

  it('does not name thousands of bad lines one by one', async () => {
    const { issues } = await readFiles([
      file(`${'{bad\n'.repeat(5000)}${JSON.stringify(patient)}`, 'x.ndjson'),
    ]);
    expect(issues).toHaveLength(6);
    expect(issues.at(-1)?.message).toMatch(/^4995 further lines/);
  });

  it('leaves out one resource nested 10,000 deep and keeps the rest', async () => {
    const deep = `${'{"extension":['.repeat(5000)}${']}'.repeat(5000)}`;
    const text = JSON.stringify(bundle([patient, potassium('o1', { deep: 0 })])).replace(
      '"deep":0',
      `"deep":${deep}`,
    );
    const { charts, codes } = await read(text);
    expect(charts).toHaveLength(1);
    expect(codes).toEqual(['too-deep']);
  });

  it('refuses nesting that would exhaust the parser, by its position', async () => {
    const { issues } = await read('['.repeat(200_000));
    expect(issues[0]).toMatchObject({ code: 'too-deep', message: expect.stringMatching(/character 100000/) });
  });

  it('counts references to nowhere in one issue per type', async () => {
    const results = Array.from({ length: 300 }, (_, index) =>
      potassium(`o${index}`, {
        performer: [{ reference: 'Practitioner/x' }],
        subject: { reference: 'Patient/x' },
      }),
    );
    const { issues } = await read(bundle([patient, ...results]));
    expect(issues.map(({ message }) => message)).toEqual([
      'Left out 300 Observation resources: their patient is not in the data.',
      '300 references to a Practitioner that is not in the data.',
    ]);
  });

  it('names results without a patient, and results about something else', async () => {
    const group = { resourceType: 'Group', id: 'g', type: 'person', actual: true };
    const about = potassium('o2', { subject: { reference: 'Group/g' } });
    const { issues, observations } = await read(
      bundle([patient, group, about, potassium('o1', { subject: {} })]),
    );
    expect(observations).toEqual([]);
    expect(issues).toMatchObject([
      { code: 'structure', severity: 'information' },
      { code: 'structure', severity: 'warning' },
    ]);
  });

  it('says when a bundle is one page of several', async () => {
    const link = [{ relation: 'next', url: 'https://ehr.example/fhir?page=2' }];
    expect((await read(bundle([patient], { link }))).codes).toEqual(['assumption']);
  });

  it('keeps prototypes clean', async () => {
    const text = `{"resourceType":"Patient","id":"p1","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`;
    const { charts } = await read(text);
    expect(charts).toHaveLength(1);
    expect(Object.hasOwn(charts[0]?.patient ?? {}, '__proto__')).toBe(false);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in { ...charts[0]?.patient }).toBe(false);
  });

  it.each([
    ['half a character of UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x20])],
    ['bytes that are no text', new Uint8Array([0x7b, 0xc3, 0x28])],
    ['cut off gzip', new Uint8Array(gzipSync(JSON.stringify(patient))).slice(0, 40)],
    ['damaged gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])],
  ])('names %s', async (_, bytes) => {
    const { charts, issues } = await readFiles([{ name: 'x.json', bytes }]);
    expect(charts).toEqual([]);
    expect(issues[0]).toMatchObject({ code: 'file-unreadable', file: 'x.json' });
  });

  it('stops a zip bomb, of one line or of many', async () => {
    const line = { name: 'line.gz', bytes: new Uint8Array(gzipSync(Buffer.alloc(DOCUMENT_LIMIT + 1, ' '))) };
    const mebibyte = Buffer.alloc(2 ** 20, `${' '.repeat(2 ** 16 - 1)}\n`);
    const zeros = Readable.from(Array.from({ length: INFLATED_LIMIT / 2 ** 20 + 1 }, () => mebibyte));
    const many = {
      name: 'lines.ndjson.gz',
      bytes: new Uint8Array(await buffer(zeros.pipe(createGzip({ level: 1 })))),
    };
    for (const bomb of [line, many]) {
      expect(bomb.bytes.length).toBeLessThan(8 * 2 ** 20);
      expect((await readFiles([bomb])).issues[0]).toMatchObject({ code: 'file-too-large' });
    }
  });

  it('refuses one document of 200 MB with a sentence, and reads as much NDJSON', async () => {
    const filler = `"${'x'.repeat(2 ** 20)}"`;
    const parts = Array.from({ length: 200 }, () => filler);
    const whole = { name: 'a.json', bytes: new Blob(['{"a":[\n', parts.join(','), ']}']) };
    expect((await readFiles([whole])).issues[0]).toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining(`${DOCUMENT_LIMIT / 2 ** 20} MiB`),
    });
    const line = (part: string, index: number) =>
      `${JSON.stringify(potassium(`o${index}`)).slice(0, -1)},"x":${part}}\n`;
    const lines = { name: 'a.ndjson', bytes: new Blob([`${JSON.stringify(patient)}\n`, ...parts.map(line)]) };
    expect((await readFiles([lines])).charts[0]?.all('Observation')).toHaveLength(200);
  });
});
