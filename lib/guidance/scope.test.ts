import { describe, expect, it } from 'vitest';
import { condition, encounter, patient } from '#lib/modalities/fixtures/charts.ts';
import {
  cardOf,
  DISCHARGE,
  diagnosis,
  drug,
  fraction,
  heartFailure,
  inOrder,
  potassium,
  stepsOf,
} from './fixtures/heart-failure-charts.ts';

const SNOMED = 'http://snomed.info/sct';
const chart = [heartFailure, diagnosis('I48.0'), fraction(28), ...inOrder];
const discharged = (code: string) =>
  encounter('e', '2026-03-01T08:00:00Z', DISCHARGE, {
    hospitalization: {
      dischargeDisposition: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition', code }],
      },
    },
  });

describe('whom the guidelines are for', () => {
  it.each([
    ['2008-03-09', 17, false],
    ['2008-03-08', 18, true],
  ])('born %s, age %d: rules are told %s', (birthDate, _, told) => {
    const { steps, settled } = stepsOf({ ...patient, birthDate }, ...chart);
    expect(steps.length > 0).toBe(told);
    if (!told) expect(settled.map(({ words }) => words)).toEqual([expect.stringContaining('for adults')]);
  });

  it('has a say of its own only where a rule would have one', () => {
    expect(stepsOf({ ...patient, birthDate: '2015-01-01' }, ...inOrder).settled).toEqual([]);
    expect(stepsOf(...inOrder, diagnosis('Z51.5')).settled).toEqual([]);
  });

  it.each([
    ['a diagnosis of hospice care', [condition('h', '385763009', '2026-02-01')]],
    ['comfort measures', [condition('h', '133918004', '2026-03-07')]],
    ['a discharge to hospice care', [discharged('hosp')]],
    [
      'a procedure of hospice care',
      [
        {
          resourceType: 'Procedure',
          id: 'h',
          status: 'in-progress',
          subject: { reference: 'Patient/p' },
          code: { coding: [{ system: SNOMED, code: '385763009' }] },
          performedPeriod: { start: '2026-03-05' },
        },
      ],
    ],
    [
      'an admission to hospice',
      [
        encounter('h', '2026-01-05T09:00:00Z', '2026-01-05T10:00:00Z', {
          class: { code: 'AMB' },
          type: [{ coding: [{ system: SNOMED, code: '305336008' }] }],
        }),
      ],
    ],
  ])('is nobody with %s', (_, more) => {
    const { steps, settled } = stepsOf(...chart, ...more);
    expect(steps).toEqual([]);
    expect(settled).toMatchObject([{ rule: 'scope', words: expect.stringContaining('Hospice care') }]);
    expect(settled[0]?.facts.length).toBeGreaterThan(0);
  });

  it('is nobody after a stay that ended with death, whatever the patient’s own entry says', () => {
    expect(stepsOf(...chart, discharged('exp'), encounter('f', '2026-01-01', '2026-01-03'))).toEqual({
      steps: [],
      settled: [],
    });
  });

  it.each(['Z51.5', '103735009'])('tells, and recommends nothing, in palliative care (%s)', (code) => {
    const given = code.startsWith('Z') ? diagnosis(code) : condition('pc', code, '2026-02-01');
    const { steps, settled } = stepsOf(...chart, given);
    expect(steps.length).toBe(stepsOf(...chart).steps.length);
    expect(settled.map(({ rule }) => rule)).toContain('scope');
    for (const { card } of steps) {
      expect(card.indicator).toBe('info');
      expect(card.detail).toMatch(/^Palliative care is on the chart/);
      expect(card.suggestions).toBeUndefined();
    }
  });

  it('leaves a dangerous potassium urgent in palliative care', () => {
    const spironolactone = drug('Spironolactone 25 mg oral tablet');
    const step = cardOf('high-potassium', heartFailure, spironolactone, potassium(6.3), diagnosis('Z51.5'));
    expect(step?.card).toMatchObject({ indicator: 'critical' });
    expect(step?.card.suggestions?.length).toBeGreaterThan(0);
  });

  it('is everybody once palliative care is over, or was a mistake', () => {
    const over = { clinicalStatus: { coding: [{ code: 'resolved' }] }, abatementDateTime: '2025-09-01' };
    const mistake = { verificationStatus: { coding: [{ code: 'entered-in-error' }] } };
    for (const more of [over, mistake])
      expect(stepsOf(...chart, diagnosis('Z51.5', '2025-06-01', more))).toMatchObject({
        steps: stepsOf(...chart).steps.map(({ card: { summary } }) => ({ card: { summary } })),
      });
  });
});
