import { describe, expect, it } from 'vitest';
import { isReading } from '#lib/contract/feature.ts';
import { chartOf, condition, encounter, patient, type Resource } from '../fixtures/charts.ts';
import { readRecord } from '../record.ts';
import { ehrDescription } from './features.ts';
import { dischargeOf } from './fixtures/discharge.ts';

const stay = encounter('e', '2026-03-01T08:00:00Z', '2026-03-08T12:00:00Z');
const visit = encounter('v', '2026-04-20T09:00:00Z', '2026-04-20T10:00:00Z', { class: { code: 'AMB' } });
const [ANAEMIA, DIABETES, STROKE, INFARCTION] = ['271737000', '44054006', '230690007', '22298006'];

const code = (value: string) => ({ coding: [{ code: value }] });
const clinical = (value: string) => ({ clinicalStatus: code(value) });
const ofEncounter = { category: [code('encounter-diagnosis')] };
const age = (value: number) => ({ value, unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' });

/** 1, 0, or the sentence that says why there is no value. */
function read(id: string, ...resources: Resource[]): number | string | undefined {
  const record = readRecord(chartOf([patient, stay, ...resources]));
  const { slices } = record;
  const at = dischargeOf(record);
  const feature = ehrDescription.features.find((one) => one.id === `condition.${id}`);
  if (!slices.ehr || !at) return undefined;
  const outcome = feature?.read(slices.ehr, at);
  if (outcome === undefined) return undefined;
  return isReading(outcome) ? outcome.value : outcome.detail;
}
const anaemia = (more: object, ...others: Resource[]) =>
  read('anaemia', condition('a', ANAEMIA, '2001-01-01', more), ...others);

describe('a diagnosis', () => {
  it('is present until it has ended', () => {
    expect(anaemia({})).toBe(1);
    expect(anaemia({ ...clinical('resolved'), abatementDateTime: '2002-01-01' })).toBe(0);
    expect(anaemia({ abatementDateTime: '2002-01-01' })).toBe(0);
    expect(anaemia({ ...clinical('resolved'), abatementDateTime: '2026-04-01' }, visit)).toBe(1);
  });

  it.each(['inactive', 'remission', 'resolved'])(
    'that is %s on no known date is over where the chart ends',
    (status) => {
      expect(anaemia(clinical(status))).toBe(0);
      expect(anaemia(clinical(status), visit)).toContain(`it is ${status}, and no date tells since when`);
    },
  );

  it.each(['active', 'recurrence', 'relapse'])('that is %s is present', (status) => {
    expect(anaemia(clinical(status))).toBe(1);
  });

  it.each([
    [{ abatementPeriod: { start: '2002-01-01', end: '2002-03-01' } }, 0],
    [{ abatementPeriod: { start: '2026-03-01' } }, 1],
    [{ abatementAge: age(60) }, 0],
    [{ abatementRange: { low: age(60), high: age(62) } }, 0],
    [{ abatementString: 'in the summer' }, 0],
    [{ abatementBoolean: true }, 0],
    [{ abatementBoolean: false }, 1],
    [{ abatementDateTime: '2025' }, 0],
    [{ abatementDateTime: '2027' }, 1],
  ])('reads %j', (abatement, value) => {
    expect(anaemia(abatement)).toBe(value);
  });

  it('that ended within the year or age of the prediction is unclear', () => {
    expect(anaemia({ abatementDateTime: '2026' }, visit)).toContain('no date tells since when');
    expect(anaemia({ abatementAge: age(75) }, visit)).toContain('no date tells since when');
  });

  it('that contradicts itself is said and not used', () => {
    expect(anaemia({ ...clinical('active'), abatementDateTime: '2002-01-01' })).toContain(
      'called active and has an end',
    );
    expect(anaemia({ onsetDateTime: '2003-01-01', abatementDateTime: '2002-01-01' })).toContain(
      'ended before it began',
    );
    expect(anaemia({ ...clinical('recurrence'), abatementDateTime: '2002-01-01' })).toBe(1);
    expect(anaemia({ ...clinical('active'), abatementDateTime: '2026-06-01' })).toBe(1);
  });

  it('counts for ever where the feature says so', () => {
    const over = { ...clinical('resolved'), abatementDateTime: '2010-01-01' };
    expect(read('stroke', condition('a', STROKE, '2009-12-01', over))).toBe(1);
    expect(read('ischaemic-heart-disease', condition('a', INFARCTION, '2009-12-01', over))).toBe(1);
    expect(read('diabetes', condition('a', DIABETES, '2009-12-01', over))).toBe(0);
    const labels = ehrDescription.features
      .filter(({ label }) => label.endsWith(', ever'))
      .map(({ id }) => id);
    expect(labels).toEqual(['condition.ischaemic-heart-disease', 'condition.stroke']);
  });

  it('of one encounter passes where the illness does, unless its status says otherwise', () => {
    expect(anaemia(ofEncounter)).toContain('diagnosed in one encounter');
    expect(anaemia({ ...ofEncounter, ...clinical('active') })).toBe(1);
    expect(read('anaemia', condition('a', ANAEMIA, '2026-02-01', ofEncounter))).toBe(1);
    expect(read('diabetes', condition('a', DIABETES, '2001-01-01', ofEncounter))).toBe(1);
  });

  it('that is only suspected, or was refuted later, is unclear', () => {
    expect(anaemia({ verificationStatus: code('provisional') })).toContain('it is only suspected');
    expect(anaemia({ verificationStatus: code('refuted') })).toBe(0);
    const refuted = (day: string) => condition('b', ANAEMIA, day, { verificationStatus: code('refuted') });
    expect(anaemia({}, refuted('2025-01-01'))).toContain('a later entry refutes it');
    expect(anaemia({}, refuted('2000-01-01'))).toBe(1);
    expect(anaemia({}, refuted('2026-04-01'), visit)).toBe(1);
  });

  it('without a date is said, unless it is over or another entry shows it', () => {
    const other = condition('b', DIABETES, '2009-12-01');
    expect(read('anaemia', condition('a', ANAEMIA, 'unknown'), other)).toContain('no date tells since when');
    expect(read('anaemia', condition('a', ANAEMIA, 'unknown', { abatementDateTime: '2002' }), other)).toBe(0);
    expect(read('anaemia', condition('a', ANAEMIA, '2026'), other, visit)).toContain(
      'only a year or a month',
    );
    expect(anaemia({}, condition('c', ANAEMIA, 'unknown'))).toBe(1);
  });

  it("of the family is nobody's here", () => {
    const mother = {
      resourceType: 'FamilyMemberHistory',
      id: 'f',
      status: 'completed',
      patient: { reference: 'Patient/p' },
    };
    const history = {
      ...mother,
      condition: [{ code: { coding: [{ system: 'http://snomed.info/sct', code: ANAEMIA }] } }],
    };
    expect(read('anaemia', history, condition('b', DIABETES, '2009-12-01'))).toBe(0);
  });
});
