import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Reason, Reasons } from '#lib/fusion/reasons.ts';
import { waterfallAxis, waterfallRows, waterfallSpan } from './waterfall.ts';

const reason = (points: number, at: number): Reason => ({
  modality: 'ehr',
  measure: `m${at}`,
  words: 'words',
  short: 'short',
  value: null,
  contribution: points * 5,
  points,
});
const points = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { maxLength: 12 });
const reasons = fc
  .tuple(fc.double({ min: 0.05, max: 0.4, noNaN: true }), points, points)
  .map(([baselineRisk, found, given]): Reasons => {
    const findings = found.map(reason);
    const treatments = given.map((size, at) => reason(size, at + 100));
    const risk = [...found, ...given].reduce((sum, size) => sum + size, baselineRisk);
    return { baselineRisk, risk, findings, treatments };
  });

it('leads from the baseline to the risk without a gap, whatever the reasons', () => {
  fc.assert(
    fc.property(reasons, (given) => {
      const rows = waterfallRows(given, 5);
      const steps = rows.slice(1, -1);
      let before = given.baselineRisk;
      for (const { from, to, points } of steps) {
        expect(from).toBeCloseTo(before, 9);
        expect(to - from).toBeCloseTo(points, 9);
        before = to;
      }
      expect(before).toBeCloseTo(given.risk, 9);
      expect(steps.flatMap((row) => row.reasons)).toEqual([...given.findings, ...given.treatments]);
    }),
  );
});

it('draws every bar inside its axis', () => {
  fc.assert(
    fc.property(reasons, (given) => {
      const rows = waterfallRows(given, 5);
      const axis = waterfallAxis(rows);
      for (const row of rows) {
        const { left, width } = waterfallSpan(row, axis);
        expect(left).toBeGreaterThanOrEqual(-1e-9);
        expect(left + width).toBeLessThanOrEqual(100 + 1e-9);
      }
    }),
  );
});

it('keeps treatments in one bar of their own and leaves out a bar that stands for nothing', () => {
  const given = { baselineRisk: 0.2, risk: 0.3, findings: [reason(0.1, 0)], treatments: [] };
  expect(waterfallRows(given, 5).map(({ kind }) => kind)).toEqual(['baseline', 'finding', 'risk']);
  const treated = { ...given, risk: 0.33, treatments: [reason(0.02, 1), reason(0.01, 2)] };
  expect(waterfallRows(treated, 5).map(({ kind }) => kind)).toEqual([
    'baseline',
    'finding',
    'treatments',
    'risk',
  ]);
});
