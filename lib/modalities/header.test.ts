import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerIssues, readHeader } from './header.ts';

const patient = (more: object) => ({ resourceType: 'Patient', id: 'p1', gender: 'female', ...more });
const name = (family: string, more: object = {}) => ({ family, given: ['Una'], ...more });
const nameOf = (...names: readonly object[]) => readHeader(patient({ name: names })).name;
const messages = (sent: object) => headerIssues(patient(sent)).map(({ message }) => message);

describe('the name', () => {
  it.each([
    [
      'an ended official name before the present one',
      [
        name('Maiden', { use: 'official', period: { end: '2010-01-01' } }),
        name('Married', { use: 'official', period: { start: '2010-01-01' } }),
      ],
    ],
    ['an ended name without a use', [name('Maiden', { period: { end: '2010' } }), name('Married')]],
    [
      'a year and a later month',
      [
        name('Maiden', { period: { start: '2001', end: '2009-12' } }),
        name('Married', { period: { start: '2010' } }),
      ],
    ],
    [
      'the later of two that go on',
      [name('Maiden', { period: { start: '1990' } }), name('Married', { period: { start: '2010' } })],
    ],
    ['old', [name('Old', { use: 'old' }), name('Married', { use: 'usual' })]],
    ['maiden', [name('Maiden', { use: 'maiden' }), name('Married')]],
    ['nickname', [name('Nick', { use: 'nickname' }), name('Married')]],
    ['anonymous', [name('X', { use: 'anonymous' }), name('Married', { use: 'usual' })]],
    ['temporary', [name('Unknown', { use: 'temp' }), name('Married')]],
    ['usual', [name('Stage', { use: 'usual' }), name('Married', { use: 'official' })]],
    [
      'an official one that has ended',
      [
        name('Maiden', { use: 'official', period: { end: '2001-01-01' } }),
        name('Married', { use: 'usual', period: { start: '2001-01-02' } }),
      ],
    ],
    ['an empty one', [{ use: 'official', family: ' ', given: [] }, name('Married')]],
    ['a use that FHIR does not have', [name('Nick', { use: 'nickname' }), name('Married', { use: 'legal' })]],
    [
      'an end beyond time',
      [name('Maiden', { use: 'usual' }), name('Married', { use: 'official', period: { end: '9999-12-31' } })],
    ],
  ])('is not %s', (_, names) => {
    expect(nameOf(...names)).toBe('Una Married');
    expect(nameOf(...names.toReversed())).toBe('Una Married');
  });

  it('is an ended one that people went by sooner than a nickname, and says so', () => {
    const names = [
      name('Nick', { use: 'nickname' }),
      name('Maiden', { use: 'official', period: { end: '2001-01-01' } }),
    ];
    const sent = { name: names, meta: { lastUpdated: '2020-01-01T00:00:00Z' } };
    expect(readHeader(patient(sent)).name).toBe('Una Maiden');
    expect(messages(sent)).toEqual([expect.stringMatching(/an old one/)]);
  });

  it.each([
    [
      'text',
      { text: 'Dr. Una M. Probe', family: 'Probe', given: ['Una', 'Maria'], prefix: ['Dr.'] },
      'Dr. Una M. Probe',
      undefined,
    ],
    [
      'parts',
      { family: 'Probe', given: ['Una', null, 'Maria'], prefix: ['Prof.', 'Dr.'] },
      'Una Maria Probe',
      'Prof. Dr.',
    ],
    ['a suffix', { family: 'Smith', given: ['John'], suffix: ['Jr.'] }, 'John Smith Jr.', undefined],
    [
      'family first in ideographs',
      { family: '\u5c71\u7530', given: ['\u82b1\u5b50'] },
      '\u5c71\u7530 \u82b1\u5b50',
      undefined,
    ],
    [
      'right to left',
      { family: '\u062d\u0633\u064a\u0646', given: ['\u0644\u064a\u0644\u0649'] },
      '\u0644\u064a\u0644\u0649 \u062d\u0633\u064a\u0646',
      undefined,
    ],
    ['turned by a hidden mark', { family: 'Pro\u202ebe', given: ['Una\n\t'] }, 'Una Probe', undefined],
    ['nothing', { use: 'official' }, 'Name not recorded', undefined],
  ])('is put together from %s', (_, sent, shown, prefix) => {
    const header = readHeader(patient({ name: [sent] }));
    expect(header.name).toBe(shown);
    expect(header.prefix).toBe(prefix);
  });

  it('shows parts that the text contradicts, and says so', () => {
    const sent = { name: [{ text: 'Ida Else', family: 'Probe', given: ['Una'] }] };
    expect(readHeader(patient(sent)).name).toBe('Una Probe');
    expect(messages(sent)).toEqual([expect.stringMatching(/parts/)]);
  });

  it('says when two names could be meant', () => {
    expect(
      messages({ name: [name('One', { use: 'official' }), name('Two', { use: 'official' })] }),
    ).toHaveLength(1);
    expect(messages({ name: [name('One', { use: 'official' }), name('one', { use: 'official' })] })).toEqual(
      [],
    );
  });

  it('is in letters, with the ideographs and syllables beside it', () => {
    const url = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';
    const as = (valueCode: string) => ({ use: 'official', extension: [{ url, valueCode }] });
    const names = [
      { family: '\u5c71\u7530', given: ['\u82b1\u5b50'], ...as('IDE') },
      { family: '\u30e4\u30de\u30c0', given: ['\u30cf\u30ca\u30b3'], ...as('SYL') },
      { family: 'Yamada', given: ['Hanako'], ...as('ABC') },
      { family: '\u65e7\u59d3', given: ['\u82b1\u5b50'], ...as('IDE'), use: 'maiden' },
    ];
    const header = readHeader(patient({ name: names }));
    expect(header.name).toBe('Hanako Yamada');
    expect(header.writtenAlso).toEqual([
      '\u5c71\u7530 \u82b1\u5b50',
      '\u30e4\u30de\u30c0 \u30cf\u30ca\u30b3',
    ]);
    expect(messages({ name: names })).toEqual([]);
    const without = readHeader(patient({ name: names.slice(0, 2) }));
    expect([without.name, without.writtenAlso]).toEqual([
      '\u5c71\u7530 \u82b1\u5b50',
      ['\u30e4\u30de\u30c0 \u30cf\u30ca\u30b3'],
    ]);
  });
});

const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const typed = (code: string, value: string, more: object = {}) => ({
  type: { coding: [{ system: V2, code }] },
  value,
  ...more,
});
const numbersOf = (...identifier: readonly object[]) => readHeader(patient({ identifier }));

describe('the record number', () => {
  it.each([
    ['old', [typed('MR', 'X', { use: 'old' }), typed('MR', 'N', { use: 'official' })]],
    [
      'ended',
      [
        typed('MR', 'X', { period: { end: '2020-01-01' } }),
        typed('MR', 'N', { period: { start: '2020-01-02' } }),
      ],
    ],
    ['secondary', [typed('MR', 'X', { use: 'secondary' }), typed('MR', 'N')]],
    ['temporary', [typed('MR', 'X', { use: 'temp' }), typed('MR', 'N', { use: 'usual' })]],
    ['a temporary kind', [typed('MRT', 'X'), typed('MR', 'N')]],
    ['an internal one', [typed('PI', 'X'), typed('MR', 'N')]],
    ['a social security number', [typed('SS', 'X'), typed('MR', 'N')]],
    ['of no kind', [{ value: 'X' }, typed('MR', 'N')]],
    [
      'another kind beside the older name of the table',
      [
        typed('DL', 'X'),
        { value: 'N', type: { coding: [{ system: 'http://hl7.org/fhir/v2/0203', code: 'MR' }] } },
      ],
    ],
    [
      'another beside a kind in words',
      [typed('PPN', 'X'), { value: 'N', type: { text: 'Medical record number' } }],
    ],
    [
      'of a register, though it says so',
      [
        typed('MR', 'X', { system: 'http://hl7.org/fhir/sid/us-ssn' }),
        typed('MR', 'N', { system: 'urn:oid:1.2.3' }),
      ],
    ],
  ])('is not one that is %s', (_, identifiers) => {
    expect(numbersOf(...identifiers).mrn).toBe('N');
    expect(numbersOf(...identifiers.toReversed()).mrn).toBe('N');
  });

  it.each(['SS', 'DL', 'PPN', 'NI', 'TAX', 'SB', 'HC', 'NH', 'JHN', 'AN', 'VN', 'SN'])(
    'is never a number of type %s',
    (code) => {
      const header = numbersOf(typed(code, 'X'));
      expect([header.mrn, header.untypedNumber]).toEqual([null, undefined]);
    },
  );

  it.each([
    'http://hl7.org/fhir/sid/us-ssn',
    'urn:oid:2.16.840.1.113883.4.1',
    '2.16.840.1.113883.4.1',
    'urn:oid:2.16.840.1.113883.4.3.25',
    'http://hl7.org/fhir/sid/passport-DEU',
    'http://fhir.de/sid/gkv/kvid-10',
    'https://fhir.nhs.uk/Id/nhs-number',
    'http://hl7.org/fhir/sid/us-mbi',
  ])('is never a number of %s, of whatever type', (system) => {
    for (const one of [typed('MR', 'X', { system }), { system, value: 'X' }]) {
      const header = numbersOf(one);
      expect([header.mrn, header.untypedNumber]).toEqual([null, undefined]);
    }
    expect(messages({ identifier: [typed('MR', 'X', { system })] })).toEqual([
      expect.stringMatching(/register outside/),
    ]);
  });

  it('is not made of a number that does not say what it is, nor of what looks like a social security number', () => {
    expect(numbersOf({ system: 'urn:hospital', value: '77' })).toMatchObject({
      mrn: null,
      untypedNumber: '77',
    });
    expect(numbersOf({ value: '999-12-3456' }).untypedNumber).toBeUndefined();
    expect(
      numbersOf({ value: 'urn:uuid:aaaaaaaa-2222-4333-8444-555555555555' }).untypedNumber,
    ).toBeUndefined();
  });

  it('stands with who gave it, and beside the others', () => {
    const header = numbersOf(
      typed('MR', '1', { system: 'urn:a', assigner: { display: 'Hospital A' } }),
      typed('MR', '2', { system: 'urn:b', use: 'usual' }),
      typed('MR', '2', { system: 'urn:b', use: 'usual' }),
    );
    expect(header.mrn).toBe('2');
    expect(header.recordNumbers).toEqual([
      { value: '2', system: 'urn:b', assigner: null },
      { value: '1', system: 'urn:a', assigner: 'Hospital A' },
    ]);
    expect(numbersOf(typed('MR', '1')).recordNumbers).toBeUndefined();
  });

  it('is doubted when one issuer gave two, and missed when it is over', () => {
    expect(messages({ identifier: [typed('MR', '1'), typed('MR', '2')] })).toEqual([
      expect.stringMatching(/Several record numbers/),
    ]);
    expect(messages({ identifier: [typed('MR', '1', { use: 'old' })] })).toEqual([
      expect.stringMatching(/no longer in force/),
    ]);
    expect(numbersOf(typed('MR', '1', { use: 'old' })).mrn).toBeNull();
  });
});

describe('the rest of the head', () => {
  it('says that the sex at birth is not used where the administrative one says nothing', () => {
    const extension = [
      { url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' },
    ];
    expect(messages({ gender: 'other', extension })).toEqual([expect.stringMatching(/at birth/)]);
    expect(messages({ extension })).toEqual([]);
  });

  it('is read from any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (names, identifier, period) => {
        const sent = patient({
          name: [{ ...Object(names), period }, names],
          identifier: [identifier, { period, value: '1' }],
        });
        expect(readHeader(sent).name).not.toBe('');
        expect(headerIssues(sent).length).toBeLessThan(10);
      }),
    );
  });
});
