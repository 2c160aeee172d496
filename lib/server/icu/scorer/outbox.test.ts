import { expect, it } from 'vitest';
import { scoredAt } from '../fixtures/scored.ts';
import { Outbox } from './outbox.ts';

const texts = (outbox: Outbox, now: number, all = false) =>
  outbox.due(now, all).map(({ patient, at, scores }) => `${patient} ${at} ${scores[0]?.probability}`);

it('keeps all scores in their order, and waits with those that alert nobody', () => {
  const outbox = new Outbox();
  outbox.put([scoredAt('a', 1, 0.05), scoredAt('a', 2, 0.1), scoredAt('b', 1, 0.1)]);
  expect(texts(outbox, 0)).toEqual(['a 1 0.05', 'a 2 0.1', 'b 1 0.1']);
  outbox.written(outbox.due(0), 0);
  expect(outbox.due(0, true)).toEqual([]);

  outbox.put([scoredAt('a', 3, 0.15), scoredAt('b', 3, 0.5), scoredAt('b', 4, 0.6), scoredAt('b', 5, 0.1)]);
  expect(texts(outbox, 100)).toEqual(['b 3 0.5', 'b 4 0.6', 'b 5 0.1']);
  outbox.written(outbox.due(100), 100);
  expect(texts(outbox, 200)).toEqual([]);
  expect(texts(outbox, 200, true)).toEqual(['a 3 0.15']);
  expect(texts(outbox, 2000)).toEqual(['a 3 0.15']);

  outbox.put([scoredAt('b', 6, null)]);
  expect(texts(outbox, 200)).toEqual(['b 6 null']);
  outbox.drop('b');
  expect(texts(outbox, 200)).toEqual([]);
});
