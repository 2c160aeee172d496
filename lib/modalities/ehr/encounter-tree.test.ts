import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encounter } from '../fixtures/charts.ts';
import { AMB, day, EMER, readStaysOf } from './fixtures/stays.ts';

const part = (id: string, of: string, start: string, end: string | null, more: object = {}) =>
  encounter(id, start, end, { partOf: { reference: `Encounter/${of}` }, ...more });

describe('encounters within encounters', () => {
  it('neither begins nor ends a stay by what is part of it, however deep', () => {
    const inner = [
      part('w1', 'a', day('03-01'), day('03-04')),
      part('bed', 'w1', day('03-02'), day('03-03')),
      part('w2', 'a', day('03-06'), day('03-07')),
      part('after', 'a', day('03-12'), day('03-15')),
    ];
    expect(readStaysOf(encounter('a', day('03-01'), null), ...inner).stays).toEqual([
      ['a', day('03-01'), null],
    ]);
    expect(readStaysOf(...inner, encounter('a', day('03-01'), day('03-08'))).stays).toEqual([
      ['a', day('03-01'), day('03-08')],
    ]);
  });

  it.each([
    ['absolute', { reference: 'https://ehr.example/fhir/Encounter/a' }],
    ['versioned', { reference: 'Encounter/a/_history/2' }],
    ['by identifier', { identifier: { system: 's', value: 'case' } }],
  ])('follows a reference that is %s', (_, partOf) => {
    const outer = encounter('a', day('03-01'), null, { identifier: [{ system: 's', value: 'case' }] });
    expect(readStaysOf(outer, encounter('w', day('03-06'), day('03-08'), { partOf })).stays).toEqual([
      ['a', day('03-01'), null],
    ]);
  });

  it('counts the admission and not the visit around it', () => {
    const visit = encounter('er', day('03-01'), null, EMER);
    expect(readStaysOf(visit, part('a', 'er', day('03-02'), day('03-05'))).stays).toEqual([
      ['a', day('03-02'), day('03-05')],
    ]);
    const episode = encounter('out', day('01-01'), null, AMB);
    const two = [part('a', 'out', day('02-01'), day('02-05')), part('b', 'out', day('03-01'), day('03-05'))];
    expect(readStaysOf(episode, ...two).stays.map(([id]) => id)).toEqual(['a', 'b']);
    expect(
      readStaysOf(encounter('a', day('03-01'), day('03-05')), part('er', 'a', day('03-01'), null, EMER))
        .stays,
    ).toEqual([['a', day('03-01'), day('03-05')]]);
  });

  it('passes over what did not take place', () => {
    const mistake = part('x', 'a', day('03-01'), day('03-30'), { status: 'entered-in-error' });
    expect(
      readStaysOf(encounter('a', day('03-01'), null), mistake, part('w', 'x', day('03-02'), day('03-05')))
        .stays,
    ).toEqual([['a', day('03-01'), null]]);
  });

  it('does not know the end of what is part of something out of reach, and takes its parts for one stay', () => {
    const because = 'it is part of an encounter that is not on the chart';
    const wards = [
      part('w1', 'gone', day('03-01'), day('03-03')),
      part('w2', 'gone', day('03-08'), day('03-10')),
    ];
    expect(readStaysOf(...wards).stays).toEqual([['w1', day('03-01'), because]]);
    expect(readStaysOf(part('w1', 'gone', day('03-01'), null)).stays).toEqual([['w1', day('03-01'), null]]);
  });

  it('does not know the end of what is part of an encounter of unknown class, unless both end together', () => {
    const around = (end: string | null) =>
      encounter('a', day('03-01'), end, { class: { system: 'urn:x', code: 'KH' } });
    const ward = part('w', 'a', day('03-02'), day('03-05'));
    expect(readStaysOf(around(day('03-09')), ward).stays).toEqual([
      ['w', day('03-02'), 'it is part of an encounter whose class is not known'],
    ]);
    expect(readStaysOf(around(day('03-05')), ward).stays).toEqual([['w', day('03-02'), day('03-05')]]);
  });

  it('survives circles, long chains and references of the wrong kind', () => {
    const circle = [part('a', 'b', day('03-01'), day('03-03')), part('b', 'a', day('03-02'), day('03-05'))];
    expect(readStaysOf(...circle).stays).toEqual([['a', day('03-01'), day('03-05')]]);
    expect(readStaysOf(part('a', 'a', day('03-01'), day('03-03'))).stays).toEqual([
      ['a', day('03-01'), day('03-03')],
    ]);
    const chain = Array.from({ length: 3000 }, (_, i) =>
      part(`e${i}`, `e${i + 1}`, day('03-01'), day('03-03')),
    );
    expect(
      readStaysOf(...chain, encounter('e3000', day('03-01'), day('03-05'))).stays.length,
    ).toBeGreaterThan(0);
    for (const partOf of [null, 7, [], 'Encounter/a', { reference: 7 }, { reference: 'Patient/p' }])
      expect(readStaysOf(encounter('a', day('03-01'), day('03-03'), { partOf })).stays).toHaveLength(1);
  });

  it('gives the same stays in any order of the file', () => {
    const all = [
      encounter('a', day('03-01'), day('03-08')),
      part('w', 'a', day('03-02'), day('03-12')),
      encounter('b', day('01-01'), day('01-05')),
      part('x', 'b', day('01-04'), day('01-04')),
      encounter('c', day('03-08'), null),
    ];
    const expected = readStaysOf(...all).stays;
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(readStaysOf(...order).stays).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
