import { describe, expect, it } from 'vitest';
import { patient } from '#lib/modalities/fixtures/charts.ts';
import { allergy, cardOf, diagnosis, drug, heartFailure, said } from './fixtures/heart-failure-charts.ts';

const fibrillation = diagnosis('I48.0');
const person = (birthDate: string | undefined, gender: string | undefined) => ({
  ...patient,
  birthDate,
  gender,
});
const man = (birthDate: string) => person(birthDate, 'male');
const detail = (...resources: Parameters<typeof cardOf>[1][]) =>
  cardOf('stroke-prevention', ...resources)?.card.detail;

describe('atrial fibrillation', () => {
  it('without an anticoagulant is told with its score and every part of it', () => {
    const step = cardOf(
      'stroke-prevention',
      person('1948-01-01', 'female'),
      fibrillation,
      heartFailure,
      diagnosis('I10'),
      diagnosis('E11.9'),
      diagnosis('I63.9'),
      diagnosis('I25.2'),
    );
    expect(step?.card.summary).toBe('Atrial fibrillation without an oral anticoagulant, CHA₂DS₂-VASc 9.');
    expect(step?.card.detail).toContain(
      'CHA₂DS₂-VASc 9: heart failure (1), hypertension (1), age 78 (2), diabetes (1), stroke, TIA or embolism (2), vascular disease (1), female sex (1).',
    );
    expect(step?.card).toMatchObject({ indicator: 'warning' });
    expect(step?.facts.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining(['Condition/c-I48.0', 'Condition/hf', 'Condition/c-I63.9']),
    );
  });

  it.each([
    ['64', '1961-03-09', 0],
    ['65', '1961-03-08', 1],
    ['74', '1951-03-09', 1],
    ['75', '1951-03-08', 2],
  ])('counts an age of %s as the score has it', (_, birthDate, points) => {
    const outcome = said('stroke-prevention', man(birthDate), fibrillation);
    expect(outcome).toContain(`CHA₂DS₂-VASc ${points}`);
  });

  it('is recommended by two points without the sex, and only to be considered by one', () => {
    const one = cardOf('stroke-prevention', person('1980-01-01', 'female'), fibrillation, heartFailure);
    expect(one?.card).toMatchObject({ indicator: 'info' });
    expect(one?.citations[0].strength).toContain('class 2a');
    const two = cardOf('stroke-prevention', man('1980-01-01'), fibrillation, heartFailure, diagnosis('I10'));
    expect(two?.card).toMatchObject({ indicator: 'warning' });
    expect(two?.citations[0].strength).toContain('class 1');
    // A woman's one point is no reason.
    expect(said('stroke-prevention', person('1980-01-01', 'female'), fibrillation)).toMatch(/^settled/);
  });

  it('counts no bleeding in the head as a stroke, and says that it is to be weighed', () => {
    const text = detail(man('1950-01-01'), fibrillation, diagnosis('I61.0'));
    expect(text).not.toContain('stroke, TIA');
    expect(text).toContain('To weigh against it: I61.0');
    expect(
      cardOf('stroke-prevention', man('1950-01-01'), fibrillation, diagnosis('I61.0'))?.card.suggestions,
    ).toBeUndefined();
  });

  it('does not count ischaemic heart disease without an infarction', () => {
    expect(detail(man('1950-01-01'), fibrillation, diagnosis('I25.10'))).not.toContain('vascular');
  });

  it('counts a systemic embolism', () => {
    expect(detail(man('1950-01-01'), fibrillation, diagnosis('I74.3'))).toContain('systemic embolism (2)');
  });

  it('is at least so many points where age or sex is not known', () => {
    const step = cardOf('stroke-prevention', person(undefined, undefined), fibrillation, heartFailure);
    expect(step?.card.summary).toContain('CHA₂DS₂-VASc at least 1');
    expect(step?.card.detail).toContain('Not counted: the age is not known; the sex is not known.');
  });

  it('does not count a diagnosis of a later day', () => {
    expect(detail(man('1950-01-01'), fibrillation, diagnosis('I10', '2026-04-01'))).not.toContain(
      'hypertension',
    );
  });

  it.each(['Apixaban 5 mg oral tablet', 'Warfarin 5 mg oral tablet'])('is settled on %s', (text) => {
    expect(said('stroke-prevention', fibrillation, heartFailure, drug(text))).toBe(
      'settled: Oral anticoagulant: taken',
    );
  });

  it('with an anticoagulant that was stopped, or an allergy to one, is told without a suggestion', () => {
    const stopped = drug('Apixaban 5 mg oral tablet', {
      status: 'stopped',
      statusReason: { text: 'bleeding' },
    });
    const cases = [stopped, allergy('Warfarin'), diagnosis('K92.2')];
    for (const one of cases) {
      const step = cardOf('stroke-prevention', fibrillation, heartFailure, one);
      expect(step?.card.summary).toContain('see what to weigh');
      expect(step?.card.suggestions).toBeUndefined();
    }
    expect(detail(fibrillation, stopped)).toContain('stopped (bleeding)');
  });

  it('asks where the anticoagulant is unclear', () => {
    const unclear = drug('Apixaban 5 mg oral tablet', { status: 'unknown' });
    expect(said('stroke-prevention', fibrillation, unclear)).toContain('is an anticoagulant taken? Unclear');
  });

  it('has no say without the diagnosis, and none by a suspicion', () => {
    expect(said('stroke-prevention', heartFailure)).toBeUndefined();
    const suspected = diagnosis('I48.0', '2025-06-01', {
      verificationStatus: { coding: [{ code: 'provisional' }] },
    });
    expect(said('stroke-prevention', suspected)).toMatch(/^settled: .*unclear/);
  });
});
