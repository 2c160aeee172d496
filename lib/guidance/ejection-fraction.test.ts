import { describe, expect, it } from 'vitest';
import { observation, quantity } from '#lib/modalities/fixtures/charts.ts';
import { cardOf, drug, fraction, heartFailure, inOrder, said } from './fixtures/heart-failure-charts.ts';

const measured = (time: string, value: number, id = 'ef0') =>
  observation(id, '10230-1', time, quantity(value, '%'));
const reduced = (...more: Parameters<typeof said>[1][]) => [heartFailure, ...inOrder, ...more];

describe('the ejection fraction', () => {
  it.each([
    ['8811-2', quantity(33, '%')],
    ['8812-0', quantity(33, '%')],
    ['18047-1', quantity(33, '%')],
    ['104151-6', quantity(33, '%')],
    ['10230-1', quantity(0.33, '1')],
    ['10230-1', { valueQuantity: { value: 33, unit: 'percent' } }],
  ])('by LOINC %s and %o is 33 %%', (code, value) => {
    const report = observation('ef', code, '2026-03-06T07:00:00Z', value);
    expect(said('ejection-fraction', heartFailure, report)).toBe('settled: ejection fraction 33 %');
  });

  it.each([
    ['a limit of an estimate', observation('ef', '104145-8', '2026-03-06T07:00:00Z', quantity(33, '%'))],
    ['entered in error', fraction(33, { status: 'entered-in-error' })],
    ['a right ventricle’s', observation('ef', '10231-9', '2026-03-06T07:00:00Z', quantity(33, '%'))],
  ])('is not one of %s', (_, report) => {
    expect(said('ejection-fraction', heartFailure, report)).toContain('not on the chart');
  });

  it.each([
    ['without a unit', { valueQuantity: { value: 0.33 } }],
    ['of a part above one', quantity(33, '1')],
  ])('%s is not guessed', (_, value) => {
    const report = observation('ef', '10230-1', '2026-03-06T07:00:00Z', value);
    expect(cardOf('ejection-fraction', heartFailure, report)?.card.detail).toContain('its unit is not %');
  });

  it('of eight years ago is told with its age: nothing is recommended by it but to measure again', () => {
    const old = measured('2018-02-01T07:00:00Z', 30);
    const step = cardOf('beta-blocker', ...reduced(old));
    expect(step?.card).toMatchObject({ indicator: 'info' });
    expect(step?.card.summary).toContain('(EF 30 %, 8 years old)');
    expect(step?.card.suggestions?.map(({ label }) => label)).toEqual([
      'Measure the ejection fraction first',
    ]);
    expect(said('ejection-fraction', ...reduced(old))).toBe(
      'The newest ejection fraction is 30 %, 8 years old.',
    );
  });

  it.each([
    ['2025-03-09T12:00:00Z', 'warning'],
    ['2025-03-07T12:00:00Z', 'info'],
  ])('of %s makes it %s', (time, indicator) => {
    expect(cardOf('mra', ...reduced(measured(time, 30)))?.card.indicator).toBe(indicator);
  });

  it('that was reduced and has improved asks for what treated it, and recommends no new start', () => {
    const improved = [measured('2025-03-01T07:00:00Z', 25), fraction(48)];
    const step = cardOf('beta-blocker', ...reduced(...improved));
    expect(step?.card).toMatchObject({ indicator: 'info' });
    expect(step?.card.summary).toContain('EF 48 %, was 25 %');
    expect(step?.citations[0].topic).toContain('improved');
    expect(said('beta-blocker', ...reduced(...improved), drug('Bisoprolol 5 mg oral tablet'))).toMatch(
      /taken$/,
    );
    expect(
      said('beta-blocker', ...reduced(measured('2025-03-01T07:00:00Z', 55), fraction(48))),
    ).toBeUndefined();
  });
});
