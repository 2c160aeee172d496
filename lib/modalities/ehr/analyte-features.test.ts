import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { chartOf, encounter, observation, patient, quantity, type Resource } from '../fixtures/charts.ts';
import { readRecord } from '../record.ts';
import { dischargeOf } from './fixtures/discharge.ts';
import { ehr } from './modality.ts';

const sodium = (effectiveDateTime: string, more: object = {}): Resource =>
  observation('na', '2951-2', effectiveDateTime, { ...quantity(138, 'mmol/L'), ...more });

/** A sodium feature at the discharge of 8 March, 12:00 UTC. */
function atDischarge(id: string, result: Resource, stay = encounter('e', '2026-03-01T10:00:00Z', END)) {
  const record = readRecord(chartOf([patient, stay, result]));
  const { slices } = record;
  const at = dischargeOf(record);
  const feature = ehr.features.find((one) => one.id === id);
  return at && slices.ehr && feature?.read(slices.ehr, at);
}
const END = '2026-03-08T12:00:00+00:00';

describe('results at the discharge', () => {
  it('counts what was drawn and released within the second of the discharge, as no time before it', () => {
    const drawn = sodium('2026-03-08T12:00:00.200Z', { issued: '2026-03-08T12:00:00.459Z' });
    expect(atDischarge('sodium.last', drawn)).toMatchObject({ value: 138 });
    expect(atDischarge('sodium.hours-since', drawn)).toMatchObject({ value: 0 });
  });

  it('counts what was drawn on the day of a discharge without time of day, by the clock of the ward', () => {
    const stay = encounter('e', '2026-03-01', '2026-03-08');
    expect(atDischarge('sodium.last', sodium('2026-03-08T22:00:00-05:00'), stay)).toMatchObject({
      value: 138,
    });
    expect(atDischarge('sodium.last', sodium('2026-03-09T00:10:00+02:00'), stay)).toHaveProperty('missing');
  });

  it('says that a result was released after the discharge', () => {
    expect(
      atDischarge('sodium.last', sodium('2026-03-08T07:00:00Z', { issued: '2026-03-11T02:00:00Z' })),
    ).toEqual({
      missing: 'released-later',
      detail: 'Sodium was drawn before the discharge, but released after the discharge.',
      last: expect.objectContaining({ reference: 'Observation/na' }),
    });
  });

  it('says that nothing was drawn before the discharge', () => {
    expect(atDischarge('sodium.last', sodium('2026-03-08T12:00:01Z'))).toMatchObject({
      missing: 'never-recorded',
      detail: 'No Sodium on the chart up to the time of prediction.',
    });
  });
});

describe('a trend', () => {
  const drawn = (id: string, time: string, value: number): Resource =>
    observation(id, '2951-2', time, quantity(value, 'mmol/L'));
  const falling = [drawn('a', '2026-03-03T08:00:00Z', 140), drawn('b', '2026-03-07T08:00:00Z', 132)];

  /** The trend so many days after the discharge of 8 March. */
  function trendOn(day: number, later: readonly Resource[] = []) {
    const stay = encounter('e', '2026-03-01T10:00:00Z', END);
    const record = readRecord(chartOf([patient, stay, ...falling, ...later]));
    const { slices } = record;
    const feature = ehr.features.find(({ id }) => id === 'sodium.trend');
    const at = instant(Date.parse(END) + day * 86_400_000);
    return slices.ehr && feature?.read(slices.ehr, at);
  }

  it('does not lapse at home, where nobody measured again', () => {
    expect(trendOn(0)).toMatchObject({ value: -2 });
    expect(trendOn(7)).toEqual(trendOn(0));
  });

  it('is of the last days where something was drawn since', () => {
    const again = [drawn('c', '2026-03-13T08:00:00Z', 138)];
    expect(trendOn(4, again)).toEqual(trendOn(0));
    expect(trendOn(5, again)).toMatchObject({ value: 1 });
    expect(trendOn(10, again)).toHaveProperty('missing');
  });
});
