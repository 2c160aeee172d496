import { expect, it } from 'vitest';
import { rememberPromise } from './remember-promise.ts';

it('works once for all callers, and again only after a rejection or when told to forget', async () => {
  let calls = 0;
  const remembered = rememberPromise(async () => {
    calls += 1;
    if (calls === 1) throw new Error('no network');
    return calls;
  });
  const [a, b] = await Promise.allSettled([remembered.get(), remembered.get()]);
  expect([a.status, b.status]).toEqual(['rejected', 'rejected']);
  expect(calls).toBe(1);
  expect(await remembered.get()).toBe(2);
  expect(await remembered.get()).toBe(2);
  remembered.forget();
  expect(await remembered.get()).toBe(3);
});
