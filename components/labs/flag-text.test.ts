import { expect, it } from 'vitest';
import { analyteOf } from '#lib/clinical/quantity-text.ts';
import { rangeFor } from '#lib/clinical/reference-range.ts';
import { namedRange, rangeSources, rangeText } from './flag-text.ts';

it.each([
  ['potassium', null, '3.5–5.0 mmol/L'],
  ['nt-probnp', null, 'up to 125 pg/mL'],
  ['oxygen-saturation', null, 'from 96 %'],
  ['weight', null, 'none'],
  ['creatinine', null, 'none'],
  ['creatinine', 'female', '0.50–1.10 mg/dL'],
] as const)('%s, sex %s: %s', (id, sex, text) => {
  const analyte = analyteOf(id);
  if (!analyte) throw new Error(id);
  expect(rangeText(analyte, rangeFor(analyte, sex), 'conventional').replaceAll('\u00a0', ' ')).toBe(text);
});

it.each([
  ['potassium', 'Reference interval 3.5–5.0 mmol/L'],
  ['systolic-pressure', 'NEWS2 score-0 band 111–219 mmHg'],
  ['diastolic-pressure', 'Reference interval 60–89 mmHg'],
  ['glucose', 'Reference interval 70–99 mg/dL, fasting'],
  ['weight', 'No reference interval'],
] as const)('names what the range of %s is: %s', (id, text) => {
  const analyte = analyteOf(id);
  if (!analyte) throw new Error(id);
  const named = namedRange(analyte, rangeFor(analyte, null), 'conventional');
  expect(named.replaceAll('\u00a0', ' ')).toBe(text);
});

it('gives each source once, and none for what has no range', () => {
  const ranged = ['potassium', 'glucose', 'heart-rate', 'weight'].flatMap((id) => {
    const analyte = analyteOf(id);
    return analyte ? [{ analyte, range: rangeFor(analyte, null) }] : [];
  });
  expect(rangeSources(ranged).map(({ names }) => names)).toEqual(['Potassium, Glucose', 'Heart rate']);
});
