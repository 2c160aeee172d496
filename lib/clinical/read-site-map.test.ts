import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSiteMap } from './read-site-map.ts';
import { siteMapSchema } from './site-map.ts';

const base = { siteMap: 1, name: 'Test' };
const creatinine = { system: 'urn:oid:1.2.3', code: 'KREA', measure: 'creatinine' };
const sentencesOf = (file: unknown): readonly string[] => {
  const outcome = readSiteMap(typeof file === 'string' ? file : JSON.stringify(file));
  return outcome.ok ? [] : outcome.sentences;
};

const doc = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describe('readSiteMap', () => {
  it('reads the example of the documentation', () => {
    const outcome = readSiteMap(doc('examples/site-map.json'));
    expect(outcome.ok && outcome.map.results.map(({ measure, loinc }) => measure ?? loinc)).toEqual([
      'creatinine',
      '3091-6',
      'nt-probnp',
      'potassium',
    ]);
  });

  it('needs no list, and takes a byte order mark', () => {
    expect(readSiteMap(`\uFEFF${JSON.stringify(base)}`)).toMatchObject({ ok: true, map: { results: [] } });
  });

  it.each<[unknown, RegExp]>([
    ['{"siteMap": 1,\n "name": }', /^The file is not valid JSON, from line 2 on\.$/],
    ['[]', /^The file: /],
    [{ ...base, siteMap: 2 }, /^line 1, siteMap: must be 1/],
    [{ siteMap: 1 }, /^name: /],
    [{ ...base, resluts: [] }, /resluts/],
    [
      { ...base, results: [{ ...creatinine, measure: 'creatinin' }] },
      /^line 1, results\[0\]\.measure \(KREA\): is no measure; write one of .*creatinine/,
    ],
    [
      { ...base, results: [{ code: 'KREA', measure: 'creatinine' }] },
      /^line 1, results\[0\] \(KREA\): needs "system" and "code"/,
    ],
    [{ ...base, results: [{ ...creatinine, text: 'Krea' }] }, /^line 1, results\[0\] \(KREA\): needs/],
    [{ ...base, results: [{ ...creatinine, loinc: '2160-0' }] }, /needs "measure" or "loinc", and not both/],
    [
      { ...base, results: [{ system: null, code: 'X', loinc: '2161-8' }] },
      /^line 1, results\[0\]\.loinc \(X\): is no LOINC code that is read/,
    ],
    [
      { ...base, results: [creatinine, { ...creatinine, measure: 'sodium' }] },
      /^line 1, results\[1\]: says again what results\[0\] says\.$/,
    ],
    [
      { ...base, results: [{ system: 'https://loinc.org/', code: '2951-2', measure: 'potassium' }] },
      /^line 1, results\[0\]\.code \(2951-2\): this LOINC code is read already/,
    ],
    [
      { ...base, diagnoses: [{ system: 'x', code: 'y', condition: 'heart failure' }] },
      /^line 1, diagnoses\[0\]\.condition \(y\): is no condition/,
    ],
    [
      { ...base, drugs: [{ system: 'x', code: 'y', class: 'C07' }] },
      /^line 1, drugs\[0\]\.class \(y\): is no drug class/,
    ],
    [
      { ...base, encounterClasses: [{ system: null, code: 'S', class: 'IMP' }] },
      /^line 1, encounterClasses\[0\]\.class \(S\): is no encounter class; write one of inpatient/,
    ],
    [
      { ...base, units: [{ spelling: 'MGDL', ucum: 'furlong' }] },
      /^line 1, units\[0\]\.ucum \(furlong\): is no unit of any measure/,
    ],
    [
      { ...base, units: [{ spelling: 'g/L', ucum: 'g/dL' }] },
      /^line 1, units\[0\]\.spelling \(g\/L\): is read already, as another unit\.$/,
    ],
    [
      {
        ...base,
        units: [
          { spelling: 'MGDL', ucum: 'mg/dL' },
          { spelling: 'MGDL', ucum: 'g/dL' },
        ],
      },
      /^line 1, units\[1\] \(MGDL\): says again/,
    ],
  ])('refuses %j', (file, sentence) => {
    expect(sentencesOf(file)).toEqual([expect.stringMatching(sentence)]);
  });

  it('names the line, and a name that stands twice', () => {
    expect(sentencesOf('{"siteMap": 1,\n"name": "a",\n"name": "b"}')).toEqual([
      'line 3, name: stands twice in one object.',
    ]);
    const text = JSON.stringify(
      { ...base, results: [creatinine, { ...creatinine, code: 'X', measure: 'y' }] },
      null,
      1,
    );
    expect(sentencesOf(text)).toEqual([expect.stringMatching(/^line 13, results\[1\]\.measure \(X\): /)]);
  });

  it('says everything that is wrong at once', () => {
    const file = {
      ...base,
      results: [{ ...creatinine, measure: 'x' }],
      drugs: [{ system: 's', code: 'c', class: 'y' }],
    };
    expect(sentencesOf(file)).toHaveLength(2);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => typeof readSiteMap(text).ok === 'boolean'),
    );
  });
});

describe('docs/site-map.schema.json', () => {
  it('is what the reader accepts', () => {
    expect(JSON.parse(doc('site-map.schema.json'))).toEqual(
      JSON.parse(JSON.stringify(z.toJSONSchema(siteMapSchema, { io: 'input' }))),
    );
  });
});
