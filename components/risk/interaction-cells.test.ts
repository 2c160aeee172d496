import { expect, it } from 'vitest';
import { cellsOf, cellText, sidesOf, strongestPair } from './interaction-cells.ts';

const attributions = [
  ['ehr', 'Health record'],
  ['imaging', 'Imaging'],
  ['wearables', 'Wearables'],
  ['genomics', 'Genome'],
].map(([modality = '', label = '']) => ({ modality, label, contribution: 0, features: [] }));
const report = {
  attributions,
  interactions: [
    { between: ['ehr', 'imaging'] as const, value: 0.06 },
    { between: ['ehr', 'genomics'] as const, value: -0.12 },
    { between: ['imaging', 'genomics'] as const, value: 0.0001 },
  ],
};

it('is a symmetric square of the kinds of data at hand, the strongest pair coloured fully', () => {
  const sides = sidesOf(report);
  expect(sides.map(({ id }) => id)).toEqual(['ehr', 'imaging', 'genomics']);
  const cells = cellsOf(report, sides);
  expect(cells).toHaveLength(9);
  for (const { row, column, value, strength } of cells) {
    expect(cells.find((other) => other.row === column && other.column === row)?.value).toBe(value);
    expect(value === null).toBe(row === column);
    expect(strength).toBeLessThanOrEqual(1);
  }
  expect(cells.find(({ row, column }) => row === 0 && column === 2)?.strength).toBe(1);
});

it('tells which way with a mark and in words, and not by colour', () => {
  expect([0.06, -0.12, 0.0001, null].map(cellText)).toEqual([
    '▲\u00a0×1.06',
    '▼\u00a0×0.89',
    '●\u00a0×1.00',
    '–',
  ]);
  expect(strongestPair(report)).toBe(
    'Health record and genome: known together, the hazard is ×0.89 of what each tells alone.',
  );
  expect(strongestPair({ ...report, interactions: [] })).toBeNull();
});
