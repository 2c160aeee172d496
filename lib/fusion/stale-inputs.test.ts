import { expect, it } from 'vitest';
import { featureSpec, notRecorded, vectorOf } from './fixtures/vectors.ts';
import { staleInputs } from './stale-inputs.ts';

const quantiles = {
  'potassium.last': { p10: 3, p50: 4, p90: 5 },
  'potassium.hours-since': { p10: 2, p50: 8, p90: 30 },
  'sodium.hours-since': { p10: 2, p50: 8, p90: 30 },
};
const at = (hours: number, daysAtHome = 0) =>
  vectorOf([
    [featureSpec('days-since-discharge'), daysAtHome],
    [featureSpec('potassium.last', { label: 'Potassium' }), 6],
    [featureSpec('potassium.hours-since'), hours],
    [featureSpec('sodium.hours-since'), notRecorded()],
    [featureSpec('crp.hours-since'), 500],
  ]);

it('tells of a value that is older than nine in ten of training', () => {
  expect(staleInputs(at(30), { quantiles })).toEqual([]);
  expect(staleInputs(at(31), { quantiles })).toEqual([
    { measure: 'potassium', label: 'Potassium', hours: 31, usualHours: 30 },
  ]);
});

it('lets every value grow older at home', () => {
  expect(staleInputs(at(78, 2), { quantiles })).toEqual([]);
  expect(staleInputs(at(79, 2), { quantiles })).toMatchObject([{ hours: 79, usualHours: 78 }]);
});
