import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { chartOf, encounter, patient, potassium, type Resource } from '../fixtures/charts.ts';
import { readRecord } from '../record.ts';
import { dischargeOf } from './fixtures/discharge.ts';
import { day, EMER } from './fixtures/stays.ts';
import { ehr } from './modality.ts';
import { findIndexStay } from './stays.ts';

const record = (...resources: Resource[]) => readRecord(chartOf([patient, ...resources]));

function index(...resources: Resource[]) {
  const { slices, latest } = record(potassium('k', day('03-25'), 4), ...resources);
  if (!slices.ehr) throw new Error('no health record');
  const { admission, at, reason } = findIndexStay(slices.ehr, latest);
  return [admission?.reference ?? null, at?.recorded ?? null, reason];
}

/** The value of a feature at the time of prediction, or why there is none. */
function feature(id: string, ...resources: Resource[]): number | string {
  const one = record(...resources);
  const { slices } = one;
  const at = dischargeOf(one);
  const outcome = at && slices.ehr && ehr.features.find((one) => one.id === id)?.read(slices.ehr, at);
  if (!outcome) throw new Error('no time of prediction');
  return 'value' in outcome ? outcome.value : outcome.detail;
}
const FINISHED = { status: 'finished' };
const now = encounter('now', day('03-01'), day('03-08'));

describe('findIndexStay', () => {
  it('takes no older discharge for a later stay whose end is not known', () => {
    expect(index(now, encounter('b', day('03-20'), null, FINISHED))).toEqual([
      'Encounter/b',
      null,
      'When the latest inpatient stay ended is not known, because it is finished and no end is recorded; the risk is counted from a discharge.',
    ]);
  });

  it('takes a later stay that goes on', () => {
    expect(index(now, encounter('b', day('03-20'), null))).toEqual(['Encounter/b', day('03-25'), null]);
  });

  it.each([
    ['goes on', encounter('b', '2026', null)],
    ['ended later', encounter('b', '2026-03', day('03-22'))],
  ])('takes no older discharge for a stay without a readable start that %s', (_, later) => {
    expect(index(now, later).slice(1)).toEqual([
      null,
      'The latest inpatient stay has no readable start, so nothing can be counted from its discharge.',
    ]);
  });

  it('is not disturbed by an undated stay that ended before', () => {
    expect(index(now, encounter('b', '2026', day('02-02')))).toEqual(['Encounter/now', day('03-08'), null]);
  });
});

describe('features of stays', () => {
  it('counts a stay that began before, whatever is known of its end', () => {
    expect(feature('prior-admissions', now, encounter('a', day('01-05'), null, FINISHED))).toBe(1);
    expect(feature('prior-admissions', now, encounter('a', day('01-05'), null))).toBe(1);
    expect(feature('prior-admissions', now)).toBe(0);
  });

  it('counts no ward, no emergency visit and nothing sent twice', () => {
    const ward = encounter('w', day('03-02'), day('03-03'), { partOf: { reference: 'Encounter/now' } });
    const copies = ['a', 'b'].map((id) => encounter(id, day('01-05'), day('01-09')));
    expect(feature('prior-admissions', now, ward, encounter('er', day('02-01'), day('02-02'), EMER))).toBe(0);
    expect(feature('prior-admissions', now, ...copies)).toBe(1);
  });

  it('is missing, not 0, where an undated stay may have come before', () => {
    expect(feature('prior-admissions', now, encounter('a', '2025', null, FINISHED))).toMatch(
      /^Another inpatient/,
    );
    expect(feature('prior-admissions', now, encounter('a', '2019', null, FINISHED))).toBe(0);
    expect(feature('prior-admissions', now, encounter('a', '', day('01-01')))).toMatch(/^Another inpatient/);
    expect(feature('days-since-prior-admission', now, encounter('a', '', day('01-01')))).toMatch(/^Another/);
  });

  it('is not disturbed by an undated stay of later, whose end is after the time asked about', () => {
    const later = [encounter('b', '', day('06-02')), encounter('c', '2027', '2027-02-02')];
    const { slices } = record(encounter('a', day('01-05'), day('01-09')), now, ...later);
    const at = instant(Date.parse(day('03-08')));
    const values = ['prior-admissions', 'days-since-prior-admission'].map(
      (id) => slices.ehr && ehr.features.find((one) => one.id === id)?.read(slices.ehr, at),
    );
    expect(values).toMatchObject([{ value: 1 }, { value: 51 }]);
  });

  it('counts from the stay just before and from no older one', () => {
    const old = encounter('old', day('01-01'), day('01-05'));
    expect(feature('days-since-prior-admission', now, old)).toBe(55);
    expect(
      feature('days-since-prior-admission', now, old, encounter('a', day('02-05'), null, FINISHED)),
    ).toMatch(/^When the stay before ended is not known/);
  });

  it('counts nights where a date has no time of day', () => {
    expect(feature('length-of-stay', encounter('a', '2026-03-01', '2026-03-08'))).toBe(7);
    expect(feature('length-of-stay', encounter('a', '2026-03-01', '2026-03-08T23:30:00-05:00'))).toBe(7);
    expect(feature('length-of-stay', encounter('a', '2026-03-08', '2026-03-08'))).toBe(0);
    expect(feature('length-of-stay', now)).toBe(7);
  });
});
