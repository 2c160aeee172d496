import { describe, expect, it } from 'vitest';
import type { MedicationEntry } from '#lib/modalities/ehr/slice.ts';
import { currentFirst, medicationRows, newestFirst } from './history-order.ts';

const moment = (recorded: string) => ({ ms: Date.parse(recorded), recorded, precision: 'day' }) as const;
const entry = (name: string, on: boolean, since: string | null) => ({
  name,
  on,
  since: since === null ? null : moment(since),
});

it('puts what goes on first, the newest first within, the undated last', () => {
  const entries = [
    entry('old, over', false, '2020-01-01'),
    entry('undated', true, null),
    entry('older', true, '2021-01-01'),
    entry('newer', true, '2025-01-01'),
  ];
  expect(currentFirst(entries, ({ on }) => on).map(({ name }) => name)).toEqual([
    'newer',
    'older',
    'undated',
    'old, over',
  ]);
});

it('orders stays from the newest', () => {
  const stays = [{ start: moment('2020-01-01') }, { start: moment('2021-01-01') }];
  expect(newestFirst(stays).map(({ start }) => start.recorded)).toEqual(['2021-01-01', '2020-01-01']);
});

describe('medicationRows', () => {
  const order = (reference: string, more: Partial<MedicationEntry>): MedicationEntry => ({
    reference,
    kind: 'order',
    label: 'furosemide',
    dose: null,
    classes: ['loop-diuretic'],
    substances: ['furosemide'],
    standing: 'in-use',
    status: 'active',
    reason: null,
    since: moment('2026-01-01'),
    said: moment('2026-01-01'),
    until: null,
    over: null,
    doubt: null,
    ...more,
  });
  const over = order('over', { until: moment('2026-02-01') });
  const taken = order('taken', {});
  const cancelled = order('cancelled', { standing: 'never', status: 'cancelled' });

  it('puts what is taken at the time of prediction first', () => {
    const rows = medicationRows([over, cancelled, taken], moment('2026-03-08'));
    expect(rows.map(({ entry, intake }) => [entry.reference, intake?.on])).toEqual([
      ['taken', 'yes'],
      ['over', 'no'],
      ['cancelled', 'no'],
    ]);
  });

  it('puts what is in use today first where there is no such time', () => {
    expect(medicationRows([cancelled, taken], null)).toEqual([
      { entry: taken, intake: null },
      { entry: cancelled, intake: null },
    ]);
  });
});
