import { expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { riskLines } from './print-risk.ts';

const at = instant(Date.parse('2026-03-01T10:00:00Z'));
const report = {
  status: 'scored',
  at,
  atName: 'discharge',
  horizonDays: 30,
  risk: 0.34,
  band: 'intermediate',
  interval: { level: 0.9, low: 0.28, high: 0.41 },
  sum: { baselineRisk: 0.21 },
  attributions: [],
  week: [],
  retrospective: false,
} as unknown as Scored;
const textOf = (of: Scored) =>
  riskLines(of, { bands: null, units: 'conventional' }).lines.join(' ').replaceAll('\u00a0', ' ');

it('says what the 30 days begin with', () => {
  expect(textOf(report)).toContain('Readmission within 30 days after discharge');
  expect(textOf({ ...report, atName: 'day 4 at home' })).toContain('within 30 days after day 4 at home');
  expect(textOf({ ...report, atName: 'latest entry' })).toContain('as if discharged at the latest entry');
});

it('tells the first week in a line, and of a discharge alone nothing', () => {
  const interval = { level: 0.9, low: 0.2, high: 0.5 };
  const moved = [
    { feature: 'wearable.odi3', label: 'Desaturations asleep', unit: '/h', from: 6, to: 19, points: 0.08 },
  ];
  const week = [
    { day: 0, at, risk: 0.34, interval, moved: [] },
    { day: 4, at, risk: 0.43, interval, moved },
  ];
  expect(textOf({ ...report, week })).toContain(
    'First week at home: 34 % at discharge, 43 % on day 4; most by 34 % → 43 % on day 4: desaturations asleep 6 → 19 per hour.',
  );
  expect(textOf({ ...report, week: week.slice(0, 1) })).not.toContain('First week');
});
