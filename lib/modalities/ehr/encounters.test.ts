import { describe, expect, it } from 'vitest';
import { encounter, type Resource } from '../fixtures/charts.ts';
import { AMB, day, EMER, readHistory, readStaysOf } from './fixtures/stays.ts';

describe('readStays', () => {
  it('joins transfers within a day and keeps other stays apart', () => {
    const found = readStaysOf(
      encounter('c', day('03-10'), day('03-12')),
      encounter('b', day('02-04'), day('02-06'), { class: { code: 'ACUTE' } }),
      encounter('a', day('02-01'), day('02-03')),
    );
    expect(found.stays).toEqual([
      ['a', day('02-01'), day('02-06')],
      ['c', day('03-10'), day('03-12')],
    ]);
  });

  it('takes no emergency visit, nothing that did not take place, and nothing without a start', () => {
    const found = readStaysOf(
      encounter('a', day('02-01'), day('02-02'), EMER),
      encounter('b', day('02-01'), day('02-02'), { status: 'cancelled' }),
      encounter('c', '2026', day('02-02')),
    );
    expect(found.stays).toEqual([]);
    expect(found.messages).toEqual([
      'Hospital stay: 1 left out, because it was planned or cancelled, or entered in error.',
      'Hospital stay: 1 left out, because the date names only a year or a month.',
    ]);
  });

  it('keeps what has no readable start aside, and takes it neither for a stay nor for none', () => {
    const { undatedStays } = readHistory(encounter('a', '2026-01', null, { status: 'finished' }), {
      ...encounter('b', '', null),
      period: undefined,
    } as Resource);
    expect(undatedStays.map(({ startedBy, ongoing }) => [startedBy?.ms ?? null, ongoing])).toEqual([
      [Date.parse('2026-01-31T23:59:59.999Z'), false],
      [null, true],
    ]);
  });
});

describe('the end of a stay', () => {
  it.each([
    ['none while it is in progress', { status: 'in-progress' }, null, null],
    ['none on leave', { status: 'onleave' }, null, null],
    [
      'none while it is in progress, with an end that is planned',
      { status: 'in-progress' },
      '2026-04-02',
      null,
    ],
    [
      'in doubt in progress with an end',
      { status: 'in-progress' },
      day('03-03'),
      'it is recorded as going on and yet has an end',
    ],
    [
      'in doubt when finished without one',
      { status: 'finished' },
      null,
      'it is finished and no end is recorded',
    ],
    [
      'in doubt of unknown status without one',
      { status: 'unknown' },
      null,
      'its status tells nothing and no end is recorded',
    ],
    ['as recorded of unknown status', { status: 'unknown' }, day('03-03'), day('03-03')],
    ['in doubt before the start', {}, day('02-03'), 'it ends before it starts'],
    ['in doubt as a month', {}, '2026-03', 'its end names only a year or a month'],
    ['in doubt years later', {}, '2090-03-03', 'its end lies outside the time of the chart'],
    [
      'in doubt on an interim bill',
      {
        hospitalization: {
          dischargeDisposition: { coding: [{ system: 'http://www.nubc.org/patient-discharge', code: '30' }] },
        },
      },
      day('03-03'),
      'its discharge disposition says that the patient has not left',
    ],
    [
      'that of the status history',
      {
        status: 'finished',
        statusHistory: [{ status: 'in-progress', period: { start: day('03-01'), end: day('03-03') } }],
      },
      null,
      day('03-03'),
    ],
  ])('is %s', (_, more, end, expected) => {
    const found = readStaysOf({
      ...encounter('a', day('03-01'), end),
      ...(end === null ? {} : { status: 'finished' }),
      ...more,
    });
    expect(found.stays).toEqual([['a', day('03-01'), expected]]);
    const isDoubt = expected?.startsWith('it') ?? false;
    expect(found.messages).toEqual(
      isDoubt ? [`Hospital stay: 1 without a known end, because ${expected}.`] : [],
    );
  });

  it('is in doubt when a stay goes on for over a year, or was left open before a later one', () => {
    expect(readStaysOf(encounter('a', '2024-03-01', null)).stays[0]?.[2]).toBe(
      'it has gone on for over a year',
    );
    const two = readStaysOf(encounter('a', day('01-01'), null), encounter('b', day('03-01'), day('03-05')));
    expect(two.stays.map(([, , end]) => end)).toEqual([
      'it was never closed, and a later one began',
      day('03-05'),
    ]);
  });

  it('is in doubt when one part goes on and a later one has ended, and open after a transfer', () => {
    expect(
      readStaysOf(encounter('a', day('03-01'), null), encounter('b', day('03-02'), day('03-05'))).stays,
    ).toEqual([['a', day('03-01'), 'one part of it goes on and a later one has ended']]);
    expect(
      readStaysOf(encounter('a', day('03-01'), day('03-05')), encounter('b', day('03-05'), null)).stays,
    ).toEqual([['a', day('03-01'), null]]);
    expect(readStaysOf(encounter('a', day('03-01'), null), encounter('b', day('03-10'), null)).stays).toEqual(
      [['a', day('03-01'), null]],
    );
  });

  it('is that of the copy which has one, and of the stay around a part without one', () => {
    const open = { status: 'finished' };
    for (const start of ['03-01', '03-03'])
      expect(
        readStaysOf(encounter('a', day('03-01'), day('03-08')), encounter('b', day(start), null, open)).stays,
      ).toEqual([['a', day('03-01'), day('03-08')]]);
    expect(
      readStaysOf(encounter('a', day('03-01'), null, open), encounter('b', day('03-02'), day('03-08'))).stays,
    ).toEqual([['a', day('03-01'), day('03-08')]]);
    expect(
      readStaysOf(encounter('a', day('03-01'), day('03-03')), encounter('b', day('03-03'), null, open)).stays,
    ).toEqual([['a', day('03-01'), 'it is finished and no end is recorded']]);
  });
});

describe('the class of an encounter', () => {
  it('says which classes it does not know, and does not take them for stays', () => {
    const own = (id: string, sent: unknown) => encounter(id, day('03-01'), day('03-03'), { class: sent });
    const { stays: found, messages } = readStaysOf(
      own('a', { system: 'urn:x', code: 'KH' }),
      own('b', { system: 'urn:x', code: 'KH' }),
      own('c', undefined),
      own('d', { coding: [{ code: 'IMP' }, { code: 'AMB' }] }),
      own('e', { system: 'urn:x', code: '<script>' }),
    );
    expect(found).toEqual([]);
    expect(messages).toEqual([
      'Encounter: 1 not read as a hospital stay, because its classes contradict each other.',
      'Encounter: 1 not read as a hospital stay, because no class is recorded.',
      'Encounter: 1 not read as a hospital stay, because the class unnamed is not known.',
      'Encounter: 2 not read as a hospital stay, because the class “KH” is not known.',
    ]);
  });

  it.each([
    ['a concept', { coding: [{ code: 'IMP' }] }],
    ['a display alone', { system: 'urn:x', display: 'Inpatient' }],
  ])('is read from %s', (_, sent) => {
    expect(readStaysOf(encounter('a', day('03-01'), day('03-03'), { class: sent })).stays).toHaveLength(1);
  });

  it('dates the stay by the class history', () => {
    const history = (...parts: [string, string, string | null][]) => ({
      classHistory: parts.map(([code, start, end]) => ({
        class: { code },
        period: { start: day(start), ...(end === null ? {} : { end: day(end) }) },
      })),
    });
    const fromEmergency = encounter('a', day('03-01'), day('03-08'), history(['EMER', '03-01', '03-02']));
    expect(readStaysOf(fromEmergency).stays).toEqual([['a', day('03-02'), day('03-08')]]);
    const toAmbulatory = encounter('a', day('03-01'), null, {
      ...AMB,
      ...history(['IMP', '03-01', '03-05']),
    });
    expect(readStaysOf(toAmbulatory).stays).toEqual([['a', day('03-01'), day('03-05')]]);
    const betweenWards = encounter('a', day('03-01'), day('03-08'), history(['ACUTE', '03-02', '03-05']));
    expect(readStaysOf(betweenWards).stays).toEqual([['a', day('03-01'), day('03-08')]]);
  });
});

describe('how a stay ended', () => {
  const left = (code: string) => ({
    hospitalization: {
      dischargeDisposition: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code }],
      },
    },
  });

  it('is that of its last part, and death in any', () => {
    const last = readHistory(
      encounter('a', day('03-01'), day('03-03'), left('rehab')),
      encounter('b', day('03-03'), day('03-08'), left('hosp')),
    );
    expect(last.stays.map(({ disposition }) => disposition)).toEqual(['hospice']);
    const died = readHistory(
      encounter('a', day('03-01'), day('03-08'), left('home')),
      encounter('b', day('03-02'), day('03-08'), left('exp')),
    );
    expect(died.stays.map(({ disposition }) => disposition)).toEqual(['died']);
  });

  it('tells of deaths in encounters of any class, and of none that did not take place', () => {
    const { deaths } = readHistory(
      encounter('ward', day('03-02'), day('03-05'), { ...left('exp'), partOf: { reference: 'Encounter/a' } }),
      encounter('a', day('03-01'), day('03-08')),
      encounter('er', day('03-09'), day('03-10'), { ...EMER, ...left('exp') }),
      encounter('x', day('03-09'), day('03-10'), { ...left('exp'), status: 'entered-in-error' }),
    );
    expect(deaths.map(({ reference, time }) => [reference, time?.recorded])).toEqual([
      ['Encounter/ward', day('03-05')],
      ['Encounter/er', day('03-10')],
    ]);
  });

  it('is read from the extension in which German hospitals put it', () => {
    const coding = {
      system: 'http://fhir.de/CodeSystem/dkgev/EntlassungsgrundErsteUndZweiteStelle',
      code: '07',
    };
    const extension = [{ url: 'x', extension: [{ url: 'ErsteUndZweiteStelle', valueCoding: coding }] }];
    const hospitalization = { dischargeDisposition: { extension } };
    expect(
      readHistory(encounter('a', day('03-01'), day('03-08'), { hospitalization })).stays[0]?.disposition,
    ).toBe('died');
  });
});
