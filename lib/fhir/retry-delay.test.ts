import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, RETRY_AFTER_LIMIT_MS, retryAfter, wait } from './retry-delay.ts';

const now = Date.parse('2026-11-24T10:00:00Z');

describe('retryAfter', () => {
  it.each([
    ['3', 3000],
    ['0', 0],
    ['99999', RETRY_AFTER_LIMIT_MS],
    ['Tue, 24 Nov 2026 10:00:07 GMT', 7000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['Fri, 24 Nov 2090 09:00:00 GMT', RETRY_AFTER_LIMIT_MS],
    ['soon', undefined],
    [null, undefined],
  ])('reads %j', (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});

describe('backoff', () => {
  it('grows, stays in its limits and is never nothing', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const ms = backoff(attempt, () => random);
        const ceiling = Math.min(8000, 250 * 2 ** attempt);
        expect(ms).toBeGreaterThanOrEqual(ceiling / 2);
        expect(ms).toBeLessThanOrEqual(ceiling);
      }),
    );
  });
});

describe('wait', () => {
  it('ends early when aborted', async () => {
    const controller = new AbortController();
    const waiting = wait(60_000, controller.signal);
    controller.abort(new Error('left the page'));
    await expect(waiting).rejects.toThrow('left the page');
  });
});
