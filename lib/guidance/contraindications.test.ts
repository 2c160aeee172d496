import { describe, expect, it } from 'vitest';
import { condition, observation, quantity, type Resource } from '#lib/modalities/fixtures/charts.ts';
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

const CLASSES = ['ras-inhibitor', 'beta-blocker', 'mra', 'sglt2-inhibitor'] as const;
type Class = (typeof CLASSES)[number];
const reduced = [heartFailure, fraction(30), ...inOrder];
const withValue = (other: Resource) => [
  heartFailure,
  fraction(30),
  ...inOrder.filter(({ id }) => id !== other.id),
  other,
];
const snomed = (code: string, more: object = {}) => condition(`c-${code}`, code, '2025-06-01', more);
const RAS: readonly Class[] = ['ras-inhibitor'];
const BETA: readonly Class[] = ['beta-blocker'];
const MRA: readonly Class[] = ['mra'];
const SGLT2: readonly Class[] = ['sglt2-inhibitor'];

/** What each diagnosis holds back; the other classes stay recommended. */
const diagnoses: readonly (readonly [string, Resource, readonly Class[]])[] = [
  ['angioedema', diagnosis('T78.3XXA'), RAS],
  ['angioedema under an ACE inhibitor', snomed('371627004'), RAS],
  ['hereditary angioedema', diagnosis('D84.1'), RAS],
  ['renal artery stenosis', diagnosis('I70.1'), RAS],
  ['renovascular hypertension', diagnosis('I15.0'), RAS],
  ['an adverse effect of ACE inhibitors', diagnosis('T46.4X5A'), RAS],
  ['an ACE inhibitor not tolerated', snomed('407564000'), RAS],
  ['liver failure', diagnosis('K72.10'), [...RAS, ...MRA]],
  ['decompensated cirrhosis', snomed('716203000'), [...RAS, ...MRA]],
  ['end-stage kidney disease', diagnosis('N18.6'), [...RAS, ...MRA, ...SGLT2]],
  ['dialysis', snomed('236435004'), [...RAS, ...MRA, ...SGLT2]],
  ['complete AV block', diagnosis('I44.2'), BETA],
  ['Mobitz II block', snomed('28189009'), BETA],
  ['sick sinus syndrome', diagnosis('I49.5'), BETA],
  ['asthma', snomed('427295004'), BETA],
  ['asthma that needs aspirin avoided', snomed('407674008'), BETA],
  ['rest pain of a leg', diagnosis('I70.221'), BETA],
  ['a beta-blocker’s adverse reaction', snomed('292428006'), BETA],
  ['Addison’s disease', diagnosis('E27.1'), MRA],
  ['type 1 diabetes', diagnosis('E10.65'), SGLT2],
  ['type 1 diabetes with retinopathy', snomed('420789003'), SGLT2],
  ['ketoacidosis once', diagnosis('E11.10', '2019-01-01'), SGLT2],
  ['pregnancy', diagnosis('Z34.81', '2025-12-01'), [...RAS, ...MRA, ...SGLT2]],
  ['a first trimester', condition('c', '57630001', '2026-01-10'), [...RAS, ...MRA, ...SGLT2]],
  ['breastfeeding', diagnosis('Z39.1', '2026-01-10'), [...RAS, ...MRA, ...SGLT2]],
  ['cardiogenic shock', diagnosis('R57.0', '2026-03-02'), BETA],
];

describe('a diagnosis', () => {
  it.each(diagnoses)('of %s holds back what it speaks against, and nothing else', (_, resource, held) => {
    for (const rule of CLASSES) {
      const outcome = said(rule, ...reduced, resource);
      if (held.includes(rule)) expect(outcome, rule).toMatch(/^settled: .*not suggested, because of/);
      else expect(outcome, rule).toMatch(/^No .* on the chart \(EF 30 %\)/);
    }
  });

  it.each([
    ['refuted', { verificationStatus: { coding: [{ code: 'refuted' }] } }],
    ['entered in error', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }],
    ['one of several possibilities', { verificationStatus: { coding: [{ code: 'differential' }] } }],
    ['over', { clinicalStatus: { coding: [{ code: 'resolved' }] }, abatementDateTime: '2025-08-01' }],
  ])('that is %s holds nothing back', (_, more) => {
    for (const [rule, code] of [
      ['beta-blocker', '427295004'],
      ['sglt2-inhibitor', '46635009'],
      ['ras-inhibitor', '302233006'],
    ] as const)
      expect(said(rule, ...reduced, snomed(code, more)), rule).toMatch(/^No /);
  });

  it('of a relative, or of a milder kind, holds nothing back', () => {
    const relatives: Resource = {
      resourceType: 'FamilyMemberHistory',
      id: 'f',
      status: 'completed',
      patient: { reference: 'Patient/p' },
      relationship: { text: 'mother' },
      condition: [{ code: { coding: [{ system: 'http://snomed.info/sct', code: '195967001' }] } }],
    };
    // Family history of asthma and of diabetes; first-degree block; cirrhosis; stage 4 kidney disease; a past pregnancy.
    const others = ['Z82.5', 'Z83.3', 'I44.0', 'K74.60', 'N18.4'].map((code) => diagnosis(code));
    const chart = [...reduced, relatives, ...others, diagnosis('Z34.81', '2018-01-01')];
    for (const rule of CLASSES) expect(said(rule, ...chart), rule).toMatch(/^No /);
  });

  it('that is suspected leaves a recommendation open, and says which', () => {
    const suspected = snomed('427295004', { verificationStatus: { coding: [{ code: 'provisional' }] } });
    const step = cardOf('beta-blocker', ...reduced, suspected);
    expect(step?.card.summary).toContain('Not recommended from here: a diagnosis is unclear');
    expect(step?.card.detail).toContain('Whether there is asthma is unclear, because it is only suspected.');
  });

  it('of a block or a sick sinus is no matter once a pacemaker is in place', () => {
    for (const code of ['I44.2', 'I49.5']) {
      const step = cardOf('beta-blocker', ...reduced, diagnosis(code), diagnosis('Z95.0'));
      expect(step?.card.indicator).toBe('warning');
      expect(step?.facts.map(({ words }) => words)).toEqual(expect.arrayContaining([code, 'Z95.0']));
    }
    // A defibrillator is not known to pace.
    expect(said('beta-blocker', ...reduced, diagnosis('I44.2'), diagnosis('Z95.810'))).toMatch(/^settled/);
  });
});

describe('what was done', () => {
  const procedure = (code: string, performedDateTime: string, more: object = {}): Resource => ({
    resourceType: 'Procedure',
    id: `p-${code}`,
    status: 'completed',
    subject: { reference: 'Patient/p' },
    code: { coding: [{ system: 'http://snomed.info/sct', code }], text: code },
    performedDateTime,
    ...more,
  });
  const dialysis = ['ras-inhibitor', 'mra', 'sglt2-inhibitor'] as const;

  it.each(dialysis)('holds %s back for a month after dialysis', (rule) => {
    expect(said(rule, ...reduced, procedure('302497006', '2026-03-01'))).toMatch(/because of 302497006$/);
    expect(said(rule, ...reduced, procedure('302497006', '2025-06-01'))).toMatch(/^No /);
    expect(said(rule, ...reduced, procedure('302497006', '2026-04-01'))).toMatch(/^No /);
    const called = { status: 'not-done' };
    expect(said(rule, ...reduced, procedure('302497006', '2026-03-01', called))).toMatch(/^No /);
  });

  it('is a pacemaker, under which a block is no matter', () => {
    const block = diagnosis('I44.2');
    expect(said('beta-blocker', ...reduced, block, procedure('307280005', '2024-01-01'))).toMatch(/^No /);
    // A temporary one.
    expect(said('beta-blocker', ...reduced, block, procedure('309471004', '2026-03-01'))).toMatch(/^settled/);
  });
});

describe('a limit', () => {
  it.each([
    ['mra', potassium(4.9), true],
    ['mra', potassium(5.0), false],
    ['ras-inhibitor', potassium(5.0), true],
    ['ras-inhibitor', potassium(5.1), false],
    ['ras-inhibitor', systolic(90), true],
    ['ras-inhibitor', systolic(89), false],
    ['beta-blocker', systolic(90), true],
    ['beta-blocker', systolic(89), false],
    ['sglt2-inhibitor', systolic(95), true],
    ['sglt2-inhibitor', systolic(94), false],
    ['beta-blocker', pulse(50), true],
    ['beta-blocker', pulse(49), false],
    ['ras-inhibitor', creatinine(1.65), true],
    ['ras-inhibitor', creatinine(1.95), false],
    ['sglt2-inhibitor', creatinine(2.3), true],
    ['sglt2-inhibitor', creatinine(2.6), false],
  ] as const)('%s with %o: recommended %s', (rule, value, recommended) => {
    const outcome = said(rule, ...withValue(value));
    expect(outcome).toMatch(recommended ? /^No / : /^settled: .*not suggested/);
  });

  it.each([
    ['mmol/L', quantity(5.4, 'mmol/L')],
    ['mEq/L', quantity(5.4, 'meq/L')],
    ['mg/dL', quantity(21.1, 'mg/dL')],
  ])('of potassium is that of %s', (_, more) => {
    const value = observation('k', '2823-3', '2026-03-06T07:00:00Z', more);
    expect(said('mra', ...withValue(value))).toContain('Potassium 5.4');
  });

  it.each([
    ['entered in error', { status: 'entered-in-error' }],
    ['cancelled', { status: 'cancelled' }],
    ['without a unit that is known', quantity(4.2, 'furlong')],
  ])('is not judged by a potassium that is %s', (_, more) => {
    const value = observation('k', '2823-3', '2026-03-06T07:00:00Z', { ...quantity(4.2, 'mmol/L'), ...more });
    expect(said('mra', ...withValue(value))).toContain('Not recommended from here: a value is missing');
  });

  it('is not judged by an old potassium, and the card says how old', () => {
    const value = observation('k', '2823-3', '2025-12-28T07:00:00Z', quantity(4.2, 'mmol/L'));
    expect(cardOf('mra', ...withValue(value))?.card.detail).toContain(
      'Last Potassium 70 days before that time',
    );
  });
});

describe('an allergy', () => {
  const coded = (code: string): Resource =>
    allergy(code, { code: { coding: [{ system: 'http://snomed.info/sct', code }] } });

  it.each([
    ['ras-inhibitor', '609542006'],
    ['ras-inhibitor', '407565004'],
    ['beta-blocker', '293963004'],
    ['beta-blocker', '293967003'],
  ] as const)('to %s by its SNOMED CT concept %s alone holds the class back', (rule, code) => {
    expect(said(rule, ...reduced, coded(code))).toMatch(/not suggested, because of .*allergy/);
    for (const other of CLASSES.filter((one) => one !== rule))
      expect(said(other, ...reduced, coded(code))).toMatch(/^No /);
  });

  it('entered in error holds nothing back', () => {
    const mistake = { verificationStatus: { coding: [{ code: 'entered-in-error' }] } };
    expect(said('mra', ...reduced, allergy('Spironolactone', mistake))).toMatch(/^No /);
  });
});

describe('a drug that was ended', () => {
  it.each([
    ['on-hold', 'acute kidney injury'],
    ['stopped', 'hyperkalaemia'],
    ['cancelled', 'patient declined'],
  ])('%s is told with its reason, and nothing is suggested', (status, reason) => {
    const ended = drug('Spironolactone 25 mg oral tablet', { status, statusReason: { text: reason } });
    const step = cardOf('mra', ...reduced, ended);
    expect(step?.card).toMatchObject({ indicator: 'info' });
    expect(step?.card.detail).toContain(reason);
    expect(step?.card.suggestions).toBeUndefined();
  });
});
