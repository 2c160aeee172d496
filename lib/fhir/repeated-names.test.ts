import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fetchChart } from './fetch-chart.ts';
import { FhirClient } from './fhir-client.ts';
import { readFiles } from './read-files.ts';
import { countNames, findRepeatedNames } from './repeated-names.ts';
import { scanNesting } from './scan-nesting.ts';

const names = (text: string) => scanNesting(text, 1000).names;

describe('findRepeatedNames', () => {
  it.each([
    ['{"a":1,"a":2}', [{ object: [], name: 'a', line: 1 }]],
    ['{"a":1,"\\u0061":2}', [{ object: [], name: 'a', line: 1 }]],
    ['{"a":[{"b":1},\n{"b":1,\n"b"   \n : 2}]}', [{ object: ['a', 1], name: 'b', line: 3 }]],
    ['{"a":{"b":1},"c":{"b":1}}', []],
    ['{"a":"b\\":","b":["a","a"]}', []],
    ['{"__proto__":1,"__proto__":2}', [{ object: [], name: '__proto__', line: 1 }]],
    ['[1,[2,{"x":{"y":0,"z":0,"y":0}}]]', [{ object: [1, 1, 'x'], name: 'y', line: 1 }]],
    ['{"":1,"":2}', [{ object: [], name: '', line: 1 }]],
    ['"a"', []],
  ])('of %s', (text, expected) => {
    expect(findRepeatedNames(text)).toEqual(expected);
    expect(names(text) - countNames(JSON.parse(text))).toBe(expected.length);
  });

  it('finds none in what a program wrote, and each that is put in', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.integer({ min: 0, max: 4 }),
        fc.string(),
        (value, space, name) => {
          const text = JSON.stringify({ [name]: value }, undefined, space);
          expect(findRepeatedNames(text)).toEqual([]);
          expect(names(text)).toBe(countNames(JSON.parse(text)));
          const twice = `${text.slice(0, -1)},${JSON.stringify(name)}:0}`;
          expect(findRepeatedNames(twice)).toMatchObject([{ object: [], name }]);
          expect(names(twice)).toBeGreaterThan(countNames(JSON.parse(twice)));
        },
      ),
    );
  });
});

const patient = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1950-06-15' };
const twice = (id: string) =>
  `{"resourceType":"Observation","id":"${id}","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p"},\n"note":[{"text":"1","text":"2"}]}`;
const once = twice('once').replace('"text":"1",', '');

const read = (name: string, text: string) =>
  readFiles([{ name, bytes: new TextEncoder().encode(text) }]).then(({ charts, issues }) => ({
    ids: charts[0]?.all('Observation').map(({ id }) => id),
    messages: issues.map(({ message }) => message),
  }));

const LEFT_OUT =
  'Left out 1 Observation resource: one of its objects gives a name twice, and nothing tells which counts.';

describe('a name that stands twice', () => {
  it('costs the resource round it and no other, and is said with its line', async () => {
    const bundle = `{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(patient)}},\n{"resource":${twice('a')}},{"resource":${once}}]}`;
    const { ids, messages } = await read('b.json', bundle);
    expect(ids).toEqual(['once']);
    expect(messages).toEqual([
      'The JSON has two meanings, since line 3 gives "text" a second time in one object: what it stands in was not used.',
      LEFT_OUT,
    ]);
  });

  it('is found on each line of NDJSON, and said a few times', async () => {
    const lines = Array.from({ length: 9 }, (_, index) => twice(`o${index}`).replaceAll('\n', ' '));
    const text = [JSON.stringify(patient), ...lines, once.replaceAll('\n', ' ')].join('\n');
    const { ids, messages } = await read('b.ndjson', text);
    expect(ids).toEqual(['once']);
    expect(messages[0]).toContain('line 2 gives "text" a second time');
    expect(messages).toHaveLength(6);
    expect(messages.at(-1)).toContain('Left out 9 Observation resources');
  });

  it.each([
    [
      'in an entry',
      '{"resourceType":"Bundle","entry":[{"resource":<P>},{"fullUrl":"a","fullUrl":"b","resource":<O>}]}',
      [],
    ],
    [
      'in a contained resource',
      '{"resourceType":"Bundle","entry":[{"resource":<P>},{"resource":{"resourceType":"DiagnosticReport","id":"d","subject":{"reference":"Patient/p"},"result":[{"reference":"#o"}],"contained":[{"resourceType":"Observation","id":"o","id":"o"}]}}]}',
      [],
    ],
    [
      'in a bundle',
      '{"resourceType":"Bundle","entry":[{"resource":<P>}],"entry":[{"resource":<O>}]}',
      undefined,
    ],
    [
      'in its resourceType',
      '{"resourceType":"Bundle","entry":[{"resource":<P>},{"resource":{"resourceType":"Patient","resourceType":"Observation","id":"x","subject":{"reference":"Patient/p"}}}]}',
      [],
    ],
    [
      'twice in its entry',
      '{"resourceType":"Bundle","entry":[{"resource":<P>},{"resource":<P>,"resource":<O>}]}',
      [],
    ],
  ])('%s is never used in silence', async (_, text, expected) => {
    const { ids, messages } = await read(
      'b.json',
      text.replaceAll('<P>', JSON.stringify(patient)).replaceAll('<O>', once),
    );
    expect(ids).toEqual(expected);
    expect(messages[0]).toContain('a second time in one object');
  });

  it('is noticed in what a server answers', async () => {
    const bundle = `{"resourceType":"Bundle","type":"searchset","entry":[{"resource":${JSON.stringify(patient)}},{"resource":${twice('a')}}]}`;
    const fetch = () =>
      Promise.resolve(new Response(bundle, { headers: { 'content-type': 'application/fhir+json' } }));
    const client = new FhirClient({ baseUrl: 'https://ehr.example/fhir', fetch });
    const { chart, issues } = await fetchChart(client, 'p');
    expect(chart?.all('Observation')).toEqual([]);
    expect(issues.map(({ message }) => message)).toEqual([LEFT_OUT]);
  });
});
