import { expect, it } from 'vitest';
import type { EhrSlice, MedicationEntry } from '#lib/modalities/ehr/slice.ts';
import { medicationLines } from './print-lines.ts';

const moment = (recorded: string) => ({ ms: Date.parse(recorded), recorded, precision: 'day' }) as const;

const order = (reference: string, more: Partial<MedicationEntry>): MedicationEntry => ({
  reference,
  kind: 'order',
  label: 'Losartan',
  dose: '50 mg by mouth once a day',
  classes: ['ras-inhibitor'],
  substances: ['losartan'],
  standing: 'in-use',
  status: 'active',
  reason: null,
  since: moment('2026-03-01'),
  said: moment('2026-03-01'),
  until: null,
  over: null,
  doubt: null,
  ...more,
});
const completed = order('earlier', {
  standing: 'ended',
  status: 'completed',
  since: moment('2025-01-01'),
  over: { earliest: Date.parse('2025-02-01'), latest: Date.parse('2026-04-01') },
});
const linesOf = (medications: readonly MedicationEntry[]) =>
  medicationLines({ medications } as unknown as EhrSlice, moment('2026-03-08'), 'discharge');

it('prints a drug that was ordered again once, and an order whose end nobody knows with its doubt', () => {
  const alone = linesOf([completed]);
  expect(alone.lines.map(({ status }) => status)).toEqual([expect.stringMatching(/^completed; unclear/)]);
  const renewed = linesOf([order('later', {}), completed]);
  expect(renewed.lines.map(({ key }) => key)).toEqual(['later']);
  expect(renewed.more).toBe('1 other on the chart is not taken, or was renewed.');
});
