import { describe, expect, it } from 'vitest';
import { ageBand } from '#lib/clinical/age-band.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import { chartOf, condition, encounter, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { outcomeOf } from './outcome.ts';

const person: Resource = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1950-06-01' };
const stay = encounter('stay', '2026-01-01T08:00:00Z', '2026-01-05T08:00:00Z');
const visit = encounter('visit', '2026-03-06T08:00:00Z', '2026-03-06T09:00:00Z', { class: { code: 'AMB' } });
const record = (...more: Resource[]) => readRecord(chartOf([person, stay, ...more]));
function outcome(...more: Resource[]) {
  const read = record(...more);
  const end = record().admission?.end;
  if (!end) throw new Error('no discharge');
  const at: Landmark = { at: end, name: 'discharge' };
  return outcomeOf(read, at);
}
const ofStay = (id: string, code: string, more: object = {}) =>
  condition(id, code, '2026-01-05', { encounter: { reference: 'Encounter/stay' }, ...more });

describe('the outcome of a stay', () => {
  it('is watched to the latest entry where nothing happened', () => {
    expect(outcome(visit).followUp).toEqual({ days: 60, event: null });
  });

  it('ends with the next stay, or with death if that was first', () => {
    const back = encounter('back', '2026-01-25T20:00:00Z', '2026-01-30T08:00:00Z');
    expect(outcome(back, visit).followUp).toEqual({ days: 20.5, event: 'readmission' });
    const dead = { ...person, deceasedDateTime: '2026-01-15T08:00:00Z' };
    const died = readRecord(chartOf([dead, stay]));
    const at: Landmark = { at: died.admission?.end ?? null, name: 'discharge', because: '' };
    expect(outcomeOf(died, at).followUp).toEqual({ days: 10, event: 'death' });
  });

  it('does not count an earlier stay', () => {
    const earlier = encounter('earlier', '2025-01-01T08:00:00Z', '2025-01-05T08:00:00Z');
    expect(outcome(earlier, visit).followUp).toEqual({ days: 60, event: null });
  });

  it('has the certain diagnoses of the stay, each once, with their codes', () => {
    const { diagnoses } = outcome(
      ofStay('a', '53084003'),
      ofStay('again', '53084003'),
      ofStay('suspected', '59282003', { verificationStatus: { coding: [{ code: 'provisional' }] } }),
      condition('old', '38341003', '2020-01-01'),
    );
    expect(diagnoses.map(({ system, code }) => [system, code])).toEqual([
      ['http://snomed.info/sct', '53084003'],
    ]);
  });

  it('is empty without a stay', () => {
    const none = readRecord(chartOf([person]));
    expect(outcomeOf(none, { at: null, name: '', because: '' })).toEqual({ diagnoses: [], followUp: null });
  });
});

it.each([
  [0, '0–9'],
  [69, '60–69'],
  [70, '70–79'],
  [89, '80–89'],
  [90, '90 or older'],
  [104, '90 or older'],
  [null, null],
])('tells an age of %s as %s', (years, band) => {
  expect(ageBand(years)).toBe(band);
});
