import { describe, expect, it } from 'vitest';
import { potassium as olderPotassium } from '#lib/modalities/fixtures/charts.ts';
import {
  allergy,
  cardOf,
  creatinine,
  diagnosis,
  drug,
  fraction,
  heartFailure,
  inOrder,
  potassium,
  pulse,
  said,
  systolic,
} from './fixtures/heart-failure-charts.ts';

const reduced = [heartFailure, fraction(30), ...inOrder];
/** All values in order but one. */
const withValue = (other: ReturnType<typeof potassium>) => [
  heartFailure,
  fraction(30),
  ...inOrder.filter(({ id }) => id !== other.id),
  other,
];
const CLASSES = ['ras-inhibitor', 'beta-blocker', 'mra', 'sglt2-inhibitor'] as const;

describe('a drug of heart failure with a reduced EF', () => {
  it.each(CLASSES)('is recommended where nothing speaks against it: %s', (rule) => {
    const step = cardOf(rule, ...reduced);
    expect(step?.card.indicator).toBe('warning');
    expect(step?.card.summary).toContain('EF 30 %');
    expect(step?.card.suggestions).toHaveLength(1);
    expect(step?.facts.map(({ reference }) => reference)).toContain('Observation/ef');
    expect(step?.citations[0].strength).toBe('class 1, level A');
  });

  it.each([
    ['ras-inhibitor', 'Ramipril 5 mg oral tablet'],
    ['beta-blocker', 'Bisoprolol 5 mg oral tablet'],
    ['mra', 'Spironolactone 25 mg oral tablet'],
    ['sglt2-inhibitor', 'Dapagliflozin 10 mg oral tablet'],
  ] as const)('is at hand once it is taken: %s', (rule, text) => {
    expect(said(rule, ...reduced, drug(text))).toMatch(/^settled: .*: taken$/);
  });

  it('says that it was stopped or is on hold, with the reason, and suggests nothing', () => {
    const hold = drug('Bisoprolol 5 mg oral tablet', {
      status: 'on-hold',
      statusReason: { text: 'bradycardia' },
    });
    const step = cardOf('beta-blocker', ...reduced, hold);
    expect(step?.card).toMatchObject({ indicator: 'info' });
    expect(step?.card.summary).toContain('on hold');
    expect(step?.card.detail).toContain('bradycardia');
    expect(step?.card.suggestions).toBeUndefined();
    const stopped = drug('Spironolactone 25 mg oral tablet', { status: 'stopped' });
    expect(said('mra', ...reduced, stopped)).toContain('stopped');
  });

  it('asks where nobody can know whether it is taken', () => {
    const unknown = drug('Bisoprolol 5 mg oral tablet', { status: 'unknown' });
    const step = cardOf('beta-blocker', ...reduced, unknown);
    expect(step?.card.summary).toContain('is it taken? Unclear, because its status is unknown');
    expect(step?.card.suggestions).toBeUndefined();
  });

  it.each([
    ['mra', potassium(5.0), 'Potassium 5.0'],
    ['ras-inhibitor', potassium(5.1), 'Potassium 5.1'],
    ['mra', creatinine(2.4), 'eGFR'],
    ['ras-inhibitor', creatinine(2.4), 'eGFR'],
    ['sglt2-inhibitor', creatinine(3.4), 'eGFR'],
    ['ras-inhibitor', systolic(88), '88 mmHg'],
    ['beta-blocker', systolic(88), '88 mmHg'],
    ['sglt2-inhibitor', systolic(94), '94 mmHg'],
    ['beta-blocker', pulse(46), '46 per minute'],
  ] as const)('%s is held back by a value beyond its limit', (rule, value, words) => {
    const outcome = said(rule, ...withValue(value));
    expect(outcome).toMatch(/^settled: .*not suggested/);
    expect(outcome).toContain(words);
  });

  it.each([
    ['sglt2-inhibitor', 'E10.9'],
    ['sglt2-inhibitor', 'E11.10'],
    ['beta-blocker', 'J45.909'],
    ['beta-blocker', 'I44.2'],
    ['ras-inhibitor', 'T78.3'],
    ['ras-inhibitor', 'I70.1'],
    ['mra', 'Z33.1'],
  ] as const)('%s is held back by the diagnosis %s', (rule, icd) => {
    expect(said(rule, ...reduced, diagnosis(icd))).toMatch(/not suggested/);
    expect(said(rule, ...reduced, diagnosis(icd, '2026-05-01'))).not.toMatch(/not suggested/);
  });

  it.each([
    ['ras-inhibitor', 'Valsartan'],
    ['ras-inhibitor', 'ACE inhibitor (angioedema)'],
    ['ras-inhibitor', 'ACE inhibitors and angiotensin receptor blockers'],
    ['beta-blocker', 'Intolerance to metoprolol'],
    ['mra', 'Spironolactone'],
    ['sglt2-inhibitor', 'SGLT2 inhibitors'],
  ] as const)('%s is held back by the allergy "%s", unless it is over', (rule, text) => {
    expect(said(rule, ...reduced, allergy(text))).toMatch(/not suggested, because of .*allergy/);
    const over = { clinicalStatus: { coding: [{ code: 'resolved' }] } };
    expect(said(rule, ...reduced, allergy(text, over))).not.toMatch(/not suggested/);
    const refuted = { verificationStatus: { coding: [{ code: 'refuted' }] } };
    expect(said(rule, ...reduced, allergy(text, refuted))).not.toMatch(/not suggested/);
  });

  it.each(['Lisinopril', 'Allergy to ACE inhibitor', 'Intolerance to ramipril'])(
    'is left open by "%s", after which another class may do',
    (text) => {
      const step = cardOf('ras-inhibitor', ...reduced, allergy(text));
      expect(step?.card).toMatchObject({ indicator: 'info' });
      expect(step?.card.summary).toContain('Not recommended from here: an ACE inhibitor was not tolerated.');
      expect(step?.card.detail).toContain('after angioedema neither ACE inhibitor nor ARNI');
      expect(step?.card.suggestions).toBeUndefined();
      expect(step?.facts.map(({ words }) => words)).toContain(`${text}: allergy or intolerance`);
      const both = [...reduced, allergy(text), allergy('Losartan')];
      expect(said('ras-inhibitor', ...both)).toMatch(/not suggested/);
    },
  );

  it('is not held back by an allergy to something else', () => {
    expect(cardOf('mra', ...reduced, allergy('Penicillin G'))?.card.indicator).toBe('warning');
  });

  it.each([
    ['mra', 'k', 'Potassium'],
    ['mra', 'cr', 'Creatinine'],
    ['beta-blocker', 'hr', 'Heart rate'],
    ['sglt2-inhibitor', 'sys', 'Systolic'],
  ] as const)('%s is not recommended while %s is missing, and the card says so', (rule, id, words) => {
    const step = cardOf(rule, ...reduced.filter((one) => one.id !== id));
    expect(step?.card).toMatchObject({ indicator: 'info' });
    expect(step?.card.summary).toContain('a value is missing');
    expect(step?.card.detail).toContain(words);
    expect(step?.card.suggestions).toBeUndefined();
  });

  it('takes a value of more than 30 days ago for none', () => {
    const old = [heartFailure, fraction(30), ...inOrder.filter(({ id }) => id !== 'k')];
    expect(said('mra', ...old, olderPotassium('k0', '2026-01-02', 4))).toContain('a value is missing');
  });
});

describe('the ejection fraction', () => {
  it('is asked for where none is on the chart, and only an SGLT2 inhibitor is recommended without', () => {
    const unknown = [heartFailure, ...inOrder];
    expect(said('ejection-fraction', ...unknown)).toContain('not on the chart');
    for (const rule of ['ras-inhibitor', 'beta-blocker', 'mra'] as const)
      expect(said(rule, ...unknown)).toBeUndefined();
    const step = cardOf('sglt2-inhibitor', ...unknown);
    expect(step?.citations[0].label).toContain('2023 ESC');
    expect(step?.card.summary).toContain('whatever the EF');
  });

  it('above 40 % supports an SGLT2 inhibitor and no other class', () => {
    const preserved = [heartFailure, fraction(55), ...inOrder];
    expect(said('mra', ...preserved)).toBeUndefined();
    expect(cardOf('sglt2-inhibitor', ...preserved)?.citations[0].strength).toBe('class I, level A');
    expect(said('beta-blocker', heartFailure, fraction(40), ...inOrder)).toContain('EF 40 %');
    expect(said('beta-blocker', heartFailure, fraction(41), ...inOrder)).toBeUndefined();
  });

  it.each([
    ['of a later time', { effectiveDateTime: '2026-03-20T07:00:00Z' }],
    ['released after the discharge', { issued: '2026-03-20T07:00:00Z' }],
    ['preliminary', { status: 'preliminary' }],
  ])('is not on the chart where it is %s', (_, more) => {
    const later = diagnosis('R05', '2026-03-21');
    expect(said('ejection-fraction', heartFailure, fraction(30, more), later)).toContain('not on the chart');
  });

  it.each([
    ['a limit', { valueQuantity: { value: 30, comparator: '<', unit: '%' } }],
    ['of another unit', { valueQuantity: { value: 30, unit: 'mL' } }],
    ['a text', { valueQuantity: undefined, valueString: 'about 30' }],
    ['implausible', { valueQuantity: { value: 0.3, unit: '%' } }],
  ])('is not guessed where it is %s', (_, more) => {
    const step = cardOf('ejection-fraction', heartFailure, fraction(30, more));
    expect(step?.card.detail).toContain('could not be read');
  });

  it('is read from the other codes of it', () => {
    const code = (system: string, one: string) => ({ code: { coding: [{ system, code: one }] } });
    for (const more of [code('http://loinc.org', '8806-2'), code('http://snomed.info/sct', '250908004')])
      expect(said('ejection-fraction', heartFailure, fraction(33, more))).toBe(
        'settled: ejection fraction 33 %',
      );
  });
});

it('says nothing of heart failure where none is on the chart', () => {
  const { id } = heartFailure;
  expect(said('sglt2-inhibitor', ...reduced.filter((one) => one.id !== id))).toBeUndefined();
});
