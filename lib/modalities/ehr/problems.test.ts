import { describe, expect, it } from 'vitest';
import { chartOf, condition, order, patient, type Resource } from '../fixtures/charts.ts';
import { ehr } from './modality.ts';

const parse = (...resources: Resource[]) => {
  const { slice, issues } = ehr.parse(chartOf([patient, ...resources]));
  return { slice, messages: issues.map(({ message }) => message) };
};

const status = (code: string) => ({ coding: [{ code }] });

describe('readConditions', () => {
  it('knows a diagnosis from the day it was recorded, not from its onset', () => {
    const { slice } = parse(condition('a', '88805009', '2026-02-01', { onsetDateTime: '2020-01-01' }));
    expect(slice?.conditions[0]).toMatchObject({
      ids: ['heart-failure'],
      since: { recorded: '2026-02-01' },
      active: true,
    });
  });

  it('takes a year as its last moment, and an undated diagnosis as never known', () => {
    const { slice, messages } = parse(
      condition('a', '44054006', '2020'),
      condition('b', '49436004', 'unknown'),
      condition('c', '38341003', '2021-02'),
    );
    expect(
      slice?.conditions.map(({ ids, since }) => [ids[0], since && new Date(since.ms).toISOString()]),
    ).toEqual([
      ['atrial-fibrillation', null],
      ['diabetes', '2020-12-31T23:59:59.999Z'],
      ['hypertension', '2021-02-28T23:59:59.999Z'],
    ]);
    expect(messages).toEqual([
      'Diagnosis: 1 left out, because no date tells when it was known; it is shown, but not used.',
    ]);
  });

  it.each(['refuted', 'entered-in-error', 'differential'])('leaves out a %s diagnosis', (code) => {
    const { slice, messages } = parse(
      condition('a', '88805009', '2026-02-01', { verificationStatus: status(code) }),
    );
    expect(slice?.conditions).toEqual([]);
    expect(messages).toHaveLength(1);
  });

  it('shows a resolved problem as inactive', () => {
    const { slice } = parse(
      condition('a', '271737000', '2026-02-01', { clinicalStatus: status('resolved') }),
    );
    expect(slice?.conditions[0]).toMatchObject({ ids: ['anaemia'], active: false });
  });
});

describe('readMedications', () => {
  it('finds the drug in place, contained, in another resource, or by the name of the reference', () => {
    const drug = (text: string, id: string) => ({ resourceType: 'Medication', id, code: { text } });
    const by = (reference: object) => ({
      medicationCodeableConcept: undefined,
      medicationReference: reference,
    });
    const { slice } = parse(
      order('a', 'carvedilol 25 MG', '2026-02-01'),
      order('b', '', '2026-02-02', { ...by({ reference: '#x' }), contained: [drug('lisinopril', 'x')] }),
      order('c', '', '2026-02-03', by({ reference: 'Medication/m' })),
      order('d', '', '2026-02-04', by({ reference: 'Medication/gone', display: 'Eliquis 5 mg' })),
      drug('spironolactone 25 MG', 'm'),
    );
    expect(slice?.medications.map(({ classes }) => classes[0])).toEqual([
      'beta-blocker',
      'ras-inhibitor',
      'mra',
      'anticoagulant',
    ]);
  });

  it('keeps what is not taken for the screen and leaves out mistakes, nameless and undated entries', () => {
    const { slice, messages } = parse(
      order('a', 'digoxin', '2026-02-01', { status: 'stopped' }),
      order('b', 'digoxin', '2026-02-01', { intent: 'plan' }),
      order('c', 'digoxin', '2026-02-01', { doNotPerform: true }),
      order('d', 'digoxin', '2026-02-01', { status: 'entered-in-error' }),
      order('e', '', '2026-02-01'),
      order('f', 'digoxin', '2026'),
      order('g', 'digoxin', '2026-02-01', { status: 'completed' }),
    );
    expect(slice?.medications.map(({ use }) => use)).toEqual([
      'not-taken',
      'not-taken',
      'not-taken',
      'completed',
    ]);
    expect(messages).toEqual([
      'Medication: 1 left out, because it was entered in error.',
      'Medication: 1 left out, because the date names only a year or a month.',
      'Medication: 1 left out, because the drug is not named.',
    ]);
  });
});
