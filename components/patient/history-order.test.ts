import { expect, it } from 'vitest';
import { currentFirst, newestFirst } from './history-order.ts';

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
