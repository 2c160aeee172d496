import { describe, expect, it } from 'vitest';
import { isIssue } from '#lib/fhir/elements.ts';
import { chartOf, observation, patient, type Resource } from './fixtures/charts.ts';
import { observationTime } from './observation-time.ts';

const subject = { reference: 'Patient/p' };
const specimen = (id: string, collection: object, more: object = {}): Resource => ({
  resourceType: 'Specimen',
  id,
  subject,
  collection,
  ...more,
});

/** The recorded text of the time that counts, or the code and path of the issue. */
function timeOf(more: object, ...others: Resource[]): string {
  const { effectiveDateTime: _, ...bare } = observation('o', '2951-2', '', {});
  const chart = chartOf([patient, { ...bare, ...more } as Resource, ...others]);
  const time = observationTime(chart.all('Observation')[0], chart);
  return isIssue(time) ? `${time.code} ${time.path}` : time.recorded;
}
const ISSUED = { issued: '2026-03-08T07:00:00Z' };
const A = '2026-02-01T08:00:00Z';
const B = '2026-02-03T08:00:00Z';

describe('observationTime', () => {
  it.each([
    ['a date and time', { effectiveDateTime: A }, A],
    ['an instant', { effectiveInstant: A }, A],
    ['the end of a span', { effectivePeriod: { start: A, end: B } }, B],
    ['the start of a span that has no end', { effectivePeriod: { start: A } }, A],
    ['the end of a span that has no start', { effectivePeriod: { end: B } }, B],
    ['the only event of a schedule', { effectiveTiming: { event: [A] } }, A],
    ['the last event of a schedule', { effectiveTiming: { event: [B, A] } }, B],
    ['the bounds of a schedule', { effectiveTiming: { repeat: { boundsPeriod: { start: A, end: B } } } }, B],
    ['two choices that agree', { effectiveDateTime: A, effectiveInstant: '2026-02-01T09:00:00+01:00' }, A],
  ])('is %s, whatever was issued when', (_, more, expected) => {
    expect(timeOf({ ...more, ...ISSUED })).toBe(expected);
  });

  it.each([
    ['nothing but a release', {}, 'value-missing Observation/o.effective[x]'],
    ['a schedule without dates', { effectiveTiming: { repeat: { frequency: 1 } } }, /^value-missing/],
    ['a schedule with one unreadable event', { effectiveTiming: { event: [A, 'soon'] } }, /^date-invalid/],
    [
      'two choices that differ',
      { effectiveDateTime: A, effectiveInstant: B },
      'date-invalid Observation/o.effective[x]',
    ],
    [
      'two choices, one unreadable',
      { effectiveDateTime: A, effectivePeriod: { end: 'soon' } },
      /^date-invalid/,
    ],
    ['a year alone', { effectiveDateTime: '2026' }, /^date-imprecise/],
  ])('is unknown with %s', (_, more, expected) => {
    if (typeof expected === 'string') expect(timeOf({ ...more, ...ISSUED })).toBe(expected);
    else expect(timeOf({ ...more, ...ISSUED })).toMatch(expected);
  });

  it.each([
    ['collectedDateTime', { collectedDateTime: A }, A],
    ['collectedPeriod', { collectedPeriod: { start: A, end: B } }, B],
  ])('is the collection of the specimen where the result has no time: %s', (_, collection, expected) => {
    const reference = { specimen: { reference: 'Specimen/s' } };
    expect(timeOf({ ...reference, ...ISSUED }, specimen('s', collection))).toBe(expected);
    const contained = { contained: [specimen('s', collection)], specimen: { reference: '#s' } };
    expect(timeOf({ ...contained, ...ISSUED })).toBe(expected);
    expect(timeOf({ ...reference, effectiveDateTime: B }, specimen('s', { collectedDateTime: A }))).toBe(B);
  });

  it('takes no time from a specimen that is a mistake, has none, or is not on the chart', () => {
    const reference = { specimen: { reference: 'Specimen/s' } };
    const mistaken = specimen('s', { collectedDateTime: A }, { status: 'entered-in-error' });
    for (const others of [[mistaken], [specimen('s', {})], []])
      expect(timeOf(reference, ...others)).toMatch(/^value-missing Observation/);
  });
});
