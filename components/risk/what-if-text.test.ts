import { expect, it } from 'vitest';
import { AS_IT_IS, isAsked } from '#lib/fusion/what-if.ts';
import type { Slider } from '#lib/fusion/what-if-sliders.ts';
import { moved, toggled, whatIfText } from './what-if-text.ts';

const potassium: Slider = {
  modality: 'ehr',
  feature: 'potassium.last',
  measure: 'potassium',
  label: 'Potassium',
  unit: 'mmol/L',
  value: 4.13,
  low: 3.5,
  high: 5.5,
  step: 0.02,
};
const sources = [
  { id: 'echo', label: 'Echocardiogram', features: ['echo.ejection-fraction'] },
  { id: 'wearables', label: 'Wearable', features: ['wearable.steps'] },
];

it('says a question in words, with units', () => {
  const asked = moved(toggled(toggled(AS_IT_IS, 'wearables'), 'echo'), potassium, 5.2);
  expect(whatIfText(asked, sources, [potassium], 'conventional').replaceAll('\u00a0', ' ')).toBe(
    'without the echocardiogram and the wearable; potassium 5.2 mmol/L',
  );
});

it('is no question any more when everything is back where it was', () => {
  const asked = moved(toggled(AS_IT_IS, 'echo'), potassium, 5.2);
  expect(isAsked(asked)).toBe(true);
  expect(moved(toggled(asked, 'echo'), potassium, 4.12)).toEqual(AS_IT_IS);
});
