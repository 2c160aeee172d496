import { expect, it } from 'vitest';
import { hospital, many, worklistOf } from './fixtures/small-worklist.ts';

it('renews a row of which more was read, with risk and reasons, and marks it until it is seen', async () => {
  const shown: [string, number][] = [];
  const { run, show, store, renew, see } = worklistOf({
    ...hospital(many(2)),
    lookAgain: async (risks) => {
      shown.push(...risks);
      return new Map();
    },
  });
  await run();
  await show(['0', '1']);
  await expect.poll(() => store.getState().explained.size).toBe(2);
  const former = store.getState().rows.get('1');
  if (!former) throw new Error('not read');
  const row = { ...former, input: { values: Float32Array.of(7), present: Float32Array.of(1) } };
  await renew(former, row);
  const { risks, explained, renewals, rows } = store.getState();
  expect(rows.get('1')).toBe(row);
  expect([risks.get('1')?.risk, explained.get('1')?.worthMeasuring?.low]).toEqual([7, 7]);
  expect([...renewals]).toMatchObject([['1', { former: { risk: 1 }, seen: false }]]);
  expect(shown.at(-1)).toEqual(['1', 7]);
  see(['0']);
  expect(store.getState().renewals.get('1')?.seen).toBe(false);
  see();
  expect(store.getState().renewals.get('1')?.seen).toBe(true);
});

it('does not put a row in the place of one that was read anew meanwhile', async () => {
  const { run, show, store, renew } = worklistOf(hospital(many(1)));
  await run();
  await show(['0']);
  const former = store.getState().rows.get('0');
  if (!former) throw new Error('not read');
  await run();
  await show(['0']);
  await renew(former, { ...former, notRead: ['echo'] });
  expect(store.getState().renewals.size).toBe(0);
  expect(store.getState().rows.get('0')?.notRead).toEqual([]);
});
