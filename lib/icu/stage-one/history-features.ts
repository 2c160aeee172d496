import { numberText } from '#lib/clinical/quantity-text.ts';
import { hoursInUnit } from '../hourly/stay.ts';
import type { HourlyFeature } from './feature.ts';

export const historyFeatures: readonly HourlyFeature[] = [
  {
    id: 'age',
    label: 'Age',
    measure: 'age',
    modality: 'history',
    unit: 'a',
    plausible: [0, 130],
    read: ({ age }) => age ?? Number.NaN,
    phrase: (value) => `${numberText(value, 0)} years old`,
  },
  {
    id: 'hours-in-unit',
    label: 'Hours in the unit',
    measure: 'hours-in-unit',
    modality: 'history',
    unit: 'h',
    plausible: [0, 20_000],
    read: hoursInUnit,
    phrase: (value) => `${numberText(value, 0)}\u00a0h in the unit`,
  },
];
