import { describe, expect, it } from 'vitest';
import { patient, readResources as read, subject } from './fixtures/read-resources.ts';

const result = (id: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'x' },
  ...more,
});
const report = (id: string, contained: readonly object[], more: object = {}) => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  subject,
  effectiveDateTime: '2026-03-01T07:00:00Z',
  issued: '2026-03-01T09:00:00Z',
  result: [{ reference: '#o1' }],
  contained,
  ...more,
});

const observationsOf = (...resources: readonly object[]) =>
  read(...resources).charts[0]?.all('Observation') ?? [];

describe('a contained resource', () => {
  it('is one of the chart, by an id that no other container can give', () => {
    const found = observationsOf(patient, report('r', [result('o1')]), report('s', [result('o1')]), {
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      subject,
      code: { text: 'y' },
    });
    expect(found.map(({ id }) => id).toSorted()).toEqual(['o1', 'r#o1', 's#o1']);
  });

  it('has the time of the report, and its own before that', () => {
    const [inherits] = observationsOf(patient, report('r', [result('o1')]));
    expect(inherits).toMatchObject({
      effectiveDateTime: '2026-03-01T07:00:00Z',
      issued: '2026-03-01T09:00:00Z',
    });
    const own = { effectivePeriod: { end: '2026-02-01' }, issued: '2026-02-02T00:00:00Z' };
    const [states] = observationsOf(patient, report('r', [result('o1', own)]));
    expect(states).toMatchObject(own);
    expect(states?.effectiveDateTime).toBeUndefined();
  });

  it('of an encounter is a diagnosis of its patient', () => {
    const { charts, messages } = read(patient, {
      resourceType: 'Encounter',
      id: 'e',
      status: 'finished',
      subject,
      diagnosis: [{ condition: { reference: '#c' } }],
      contained: [{ resourceType: 'Condition', id: 'c', subject, code: { text: 'x' } }],
    });
    expect(charts[0]?.all('Condition').map(({ id }) => id)).toEqual(['e#c']);
    expect(messages).toEqual([]);
  });

  it('still finds what is contained beside it', () => {
    const { charts } = read(patient, {
      resourceType: 'MedicationDispense',
      id: 'd',
      status: 'completed',
      subject,
      authorizingPrescription: [{ reference: '#rx' }],
      contained: [
        { resourceType: 'Medication', id: 'drug', code: { text: 'furosemide' } },
        { resourceType: 'MedicationRequest', id: 'rx', subject, medicationReference: { reference: '#drug' } },
      ],
    });
    const [request] = charts[0]?.all('MedicationRequest') ?? [];
    expect(charts[0]?.resolve(request?.medicationReference, request)).toMatchObject({ id: 'drug' });
  });

  it('of a list without a patient is that of the patient it names', () => {
    const list = {
      resourceType: 'List',
      id: 'l',
      status: 'current',
      mode: 'working',
      entry: [{ item: { reference: '#o1' } }],
      contained: [result('o1', { subject })],
    };
    expect(observationsOf(patient, list)).toHaveLength(1);
  });

  it.each([
    [
      'in a report that is a mistake',
      report('r', [result('o1')], { status: 'entered-in-error' }),
      'the DiagnosticReport round it was entered in error',
    ],
    [
      'in a report without results',
      report('r', [result('o1')], { status: 'cancelled' }),
      'the DiagnosticReport round it says that it has no results (cancelled)',
    ],
    [
      'that nothing refers to',
      report('r', [result('o2')]),
      'nothing in the DiagnosticReport round it refers to it',
    ],
    [
      'that names another patient',
      report('r', [result('o1', { subject: { reference: 'Patient/q' } })]),
      'the DiagnosticReport round it is about another patient',
    ],
    [
      'of a relative',
      {
        resourceType: 'FamilyMemberHistory',
        id: 'f',
        status: 'completed',
        patient: subject,
        reasonReference: [{ reference: '#o1' }],
        contained: [result('o1')],
      },
      'the FamilyMemberHistory round it is about a relative',
    ],
    [
      'that something not understood changes',
      report('r', [result('o1', { modifierExtension: [{ url: 'urn:x' }] })]),
      'a modifierExtension that is not known here may change what it means',
    ],
  ])('%s is not used, and listed', (_, container, reason) => {
    const { charts, messages } = read(patient, { ...patient, id: 'q', birthDate: '1980-01-01' }, container);
    expect(charts.flatMap((chart) => chart.all('Observation'))).toEqual([]);
    expect(messages).toContain(`Left out 1 contained Observation resource: ${reason}.`);
  });

  it("of nobody is nobody's", () => {
    const list = { resourceType: 'List', id: 'l', entry: [{ item: { reference: '#o1' } }] };
    const { charts, messages } = read(patient, { ...list, contained: [result('o1')] });
    expect(charts[0]?.all('Observation')).toEqual([]);
    expect(messages).toEqual([
      'Left out 1 Observation resource: no reference says which patient it is about.',
    ]);
  });

  it('about a fetus is not the mother, as elsewhere', () => {
    const fetal = result('o1', { subject, focus: [{ display: 'fetus' }] });
    expect(observationsOf(patient, report('r', [fetal]))).toEqual([]);
    expect(observationsOf(patient, report('r', [{ ...fetal, subject: undefined }]))).toEqual([]);
  });

  it('costs time in proportion to its number', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => result(`o${index}`));
    const named = many.map(({ id }) => ({ reference: `#${id}` }));
    const started = performance.now();
    expect(observationsOf(patient, report('r', many, { result: named }))).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('counts once with the copy of its container that counts', () => {
    const older = report('r', [result('o1', { code: { text: 'old' } })], { meta: { versionId: '1' } });
    const newer = report('r', [result('o1', { code: { text: 'new' } })], { meta: { versionId: '2' } });
    expect(observationsOf(patient, older, newer).map(({ code }) => code.text)).toEqual(['new']);
  });
});
