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

  it.each([
    ['1980-01-01', 'I25.10', 'class IIa', 'info'],
    ['1955-01-01', 'I25.10', 'class I', 'warning'],
    ['1955-01-01', 'I25.2', 'class 1, level A', 'warning'],
  ])(
    'of a man born %s with %s follows the guideline that counts it: %s',
    (born, code, strength, indicator) => {
      const step = cardOf('stroke-prevention', man(born), fibrillation, diagnosis(code));
      expect(step?.citations[0].strength).toBe(strength);
      expect(step?.card.indicator).toBe(indicator);
      expect(step?.card.detail.includes('CHA₂DS₂-VA ')).toBe(code === 'I25.10');
    },
  );

  it.each(['D69.6', 'K72.10', 'N18.6', 'K25.4', 'S06.5X0A'])(
    'with %s is weighed, and nothing suggested',
    (code) => {
      const step = cardOf('stroke-prevention', fibrillation, heartFailure, diagnosis(code, '2024-05-01'));
      expect(step?.card.detail).toContain(`To weigh against it: ${code} (2024-05-01)`);
      expect(step?.card.suggestions).toBeUndefined();
    },
  );
});

describe('a valve that decides which anticoagulant it is', () => {
  const young = man('1990-01-01');

  it.each(['Z95.2', 'I05.0', 'I34.2'])('%s recommends one whatever the score', (code) => {
    expect(said('stroke-prevention', young, fibrillation)).toMatch(/^settled/);
    const step = cardOf('stroke-prevention', young, fibrillation, diagnosis(code));
    expect(step?.card.indicator).toBe('warning');
    expect(step?.card.suggestions?.[0]?.label).toContain('vitamin K antagonist');
    expect(step?.citations[0].topic).toContain('mitral stenosis');
  });

  it('may be known by the operation alone', () => {
    const operation = {
      resourceType: 'Procedure',
      id: 'op',
      status: 'completed',
      subject: { reference: 'Patient/p' },
      code: {
        coding: [{ system: 'http://snomed.info/sct', code: '431339008' }],
        text: 'Mechanical mitral valve',
      },
      performedDateTime: '2019-03-01',
    };
    const step = cardOf('stroke-prevention', young, fibrillation, operation);
    expect(step?.card.detail).toContain('On the chart: Mechanical mitral valve.');
    expect(step?.facts.map(({ reference }) => reference)).toContain('Procedure/op');
  });

  it('is asked about where a direct oral anticoagulant is taken, and not where a vitamin K antagonist is', () => {
    const valve = diagnosis('Z95.2');
    expect(said('stroke-prevention', young, fibrillation, valve, drug('Apixaban 5 mg oral tablet'))).toBe(
      'apixaban with Z95.2: mechanical, or moderate to severe? Then a vitamin K antagonist.',
    );
    for (const text of ['Warfarin 5 mg oral tablet', 'Marcumar 3 mg'])
      expect(said('stroke-prevention', young, fibrillation, valve, drug(text))).toMatch(/^settled: .*taken/);
  });

  it.each(['Z95.3', 'I34.0', 'I35.0'])('is not one of %s', (code) => {
    expect(said('stroke-prevention', young, fibrillation, diagnosis(code))).toMatch(/^settled/);
    expect(
      said('stroke-prevention', fibrillation, diagnosis(code), drug('Apixaban 5 mg oral tablet')),
    ).toMatch(/taken$/);
  });
});
