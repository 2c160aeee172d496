import { describe, expect, it } from 'vitest';
import { madeUpScore, NOW } from '#components/icu/fixtures/made-up-tile.ts';
import { labCourses, matters, rangeText } from './lab-course.ts';

const result = (value: number, unit: string) => [{ value, unit, at: NOW }];
const laboratory = {
  potassium: result(4.1, 'mmol/L'),
  lactate: result(3.4, 'mmol/L'),
  creatinine: result(0.9, 'mg/dL'),
  sodium: [{ value: 14, unit: 'mmol/L', at: NOW, doubt: 'no patient has it' }],
};
const factor = (feature: string, share: number) => ({
  modality: 'laboratory',
  feature,
  text: feature,
  share,
});

describe('results at the bed', () => {
  it('come with what drives a score first, then what is unusual, and by name', () => {
    const scores = [madeUpScore({ factors: [factor('creatinine', -0.4), factor('potassium', 0.01)] })];
    const told = labCourses({ laboratory }, { scores });
    expect(told.map(({ id }) => id)).toEqual(['creatinine', 'lactate', 'potassium', 'sodium']);
    expect(told.filter(matters).map(({ id }) => id)).toEqual(['creatinine', 'lactate']);
    expect(told.map(({ flag }) => flag)).toEqual([null, 'high', null, null]);
  });

  it('tell what is usual in words', () => {
    const [lactate] = labCourses({ laboratory: { lactate: result(1, 'mmol/L') } }, { scores: [] });
    const [ph] = labCourses({ laboratory: { ph: result(7.31, '1') } }, { scores: [] });
    expect(lactate && rangeText(lactate)).toBe('up to 2.0');
    expect(ph && rangeText(ph)).toBe('7.35 to 7.45');
    expect(ph?.flag).toBe('low');
  });
});
