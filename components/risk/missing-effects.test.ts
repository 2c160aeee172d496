import { expect, it } from 'vitest';
import type { MissingInput } from '#lib/contract/risk-report.ts';
import { byEffect, effectText, willLieText } from './missing-effects.ts';

const missing = (
  measure: string,
  unit: string,
  at: readonly (readonly [number, number])[],
): MissingInput => ({
  measure,
  label: measure === 'nt-probnp' ? 'NT-proBNP' : measure,
  features: [`${measure}.trend`, `${measure}.last`],
  reason: 'never-recorded',
  detail: 'Never recorded.',
  last: null,
  effect: at.length === 0 ? null : { unit, at: at.map(([value, risk]) => ({ value, risk })), range: null },
});
const bnp = missing('nt-probnp', 'pg/mL', [
  [900, 0.19],
  [3000, 0.3],
  [12_000, 0.41],
]);
const sodium = missing('sodium', 'mmol/L', [
  [133, 0.3],
  [138, 0.28],
  [142, 0.26],
]);
const unscored = missing('albumin', 'g/dL', []);

it('says the risk now and at the outer plausible values, with units', () => {
  expect(effectText(bnp, { risk: 0.28 }, 'conventional')?.replaceAll('\u00a0', ' ')).toBe(
    '28 % now; 19 % if 900 pg/mL, 41 % if 12,000 pg/mL',
  );
  expect(effectText(bnp, { risk: 0.28 }, 'si')?.replaceAll('\u00a0', ' ')).toContain(
    '19 % if 106.4 pmol/L, 41 % if 1,420 pmol/L',
  );
  const either = effectText({ ...bnp, label: 'NT-proBNP or BNP' }, { risk: 0.28 }, 'conventional');
  expect(either?.replaceAll('\u00a0', ' ')).toBe(
    '28 % now; 19 % if NT-proBNP 900 pg/mL, 41 % if 12,000 pg/mL',
  );
  expect(effectText(unscored, { risk: 0.28 }, 'si')).toBeNull();
});

it('says where the risk will lie, and takes that for the effect where it is known', () => {
  const range = { level: 0.9, low: 0.1, high: 0.6 };
  const known = { ...sodium, effect: { unit: 'mmol/L', at: [], range } };
  expect(willLieText(known)?.replaceAll('\u00a0', ' ')).toBe(
    'When it is measured, the risk comes to lie at 10–60 %',
  );
  expect(willLieText(bnp)).toBeNull();
  expect(byEffect([bnp, known])[0]).toBe(known);
});

it('puts what could move the risk most first', () => {
  expect(byEffect([unscored, sodium, bnp]).map((input) => input.measure)).toEqual([
    'nt-probnp',
    'sodium',
    'albumin',
  ]);
});
