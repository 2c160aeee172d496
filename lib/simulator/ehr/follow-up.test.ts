import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { formatDateTime } from '../calendar.ts';
import { drawFollowUp } from './follow-up.ts';

const discharge = fc.integer({ min: 20_000 * DAY_MS, max: 24_000 * DAY_MS });

it('is at office hours of a weekday, 4 to 13 days after the discharge by the hospital’s calendar', () => {
  const midnight = (ms: number) => Date.parse(`${formatDateTime(ms).slice(0, 10)}T00:00:00Z`);
  fc.assert(
    fc.property(fc.nat(10_000), discharge, (index, dischargeMs) => {
      const found = drawFollowUp(1, index, dischargeMs);
      if (found === null) return;
      const [days, wall] = [midnight(found.startMs), formatDateTime(found.startMs).slice(11, 19)];
      const later = (days - midnight(dischargeMs)) / DAY_MS;
      expect(later).toBeGreaterThanOrEqual(4);
      expect(later).toBeLessThanOrEqual(13);
      expect([1, 2, 3, 4, 5]).toContain(new Date(days).getUTCDay());
      expect(wall).toMatch(/^(09|1[0-5]):[03]0:00$|^16:00:00$/);
      expect(found.endMs - found.startMs).toBe(30 * 60_000);
    }),
  );
});

it('is kept by two thirds, missed or called off by a few, whatever the day', () => {
  const fates = (dischargeMs: number) =>
    Array.from({ length: 3000 }, (_, index) => drawFollowUp(7, index, dischargeMs)?.fate ?? 'none');
  const all = fates(Date.UTC(2026, 10, 20, 17));
  const share = (fate: string) => all.filter((one) => one === fate).length / all.length;
  expect(share('kept')).toBeCloseTo(2 / 3, 1);
  for (const few of ['missed', 'called-off']) {
    expect(share(few)).toBeGreaterThan(0.02);
    expect(share(few)).toBeLessThan(0.06);
  }
  expect(fates(Date.UTC(2027, 2, 13, 15))).toEqual(all);
});
