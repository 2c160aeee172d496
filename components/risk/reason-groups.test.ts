import { expect, it } from 'vitest';
import type { Reason } from '#lib/fusion/reasons.ts';
import { reasonGroups } from './reason-groups.ts';

const reason = (modality: string, measure: string, points: number): Reason => ({
  modality,
  measure,
  words: measure,
  short: measure,
  value: null,
  contribution: points,
  points,
});

it('lists every reason once under its modality, the strongest of each first, and adds them up', () => {
  const groups = reasonGroups(
    {
      findings: [
        reason('ehr', 'crp', 0.02),
        reason('wearables', 'odi3', 0.05),
        reason('ehr', 'sodium', -0.01),
      ],
      treatments: [reason('ehr', 'loop-diuretic', 0.03)],
    },
    [{ modality: 'ehr', label: 'Health record', contribution: 0, features: [] }],
  );
  expect(groups.map(({ label, reasons }) => [label, reasons.map(({ measure }) => measure)])).toEqual([
    ['wearables', ['odi3']],
    ['Health record', ['loop-diuretic', 'crp', 'sodium']],
  ]);
  expect(groups[1]?.points).toBeCloseTo(0.04, 12);
});
