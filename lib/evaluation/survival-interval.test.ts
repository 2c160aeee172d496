import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FollowUp } from './follow-up.ts';
import { survivalSteps } from './survival-interval.ts';

/** Weeks in remission under 6-mercaptopurine: Freireich EJ et al. Blood 1963;21:699–716. */
const REMISSIONS: readonly FollowUp[] = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map((timeDays): FollowUp => ({ timeDays, event: 1 })),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((timeDays): FollowUp => ({ timeDays, event: 0 })),
];

describe('survivalSteps', () => {
  // survfit(Surv(time, status) ~ 1, conf.type = "log-log") of R's survival package.
  it.each([
    [6, 21, 0.857, 0.62, 0.952],
    [7, 17, 0.807, 0.563, 0.923],
    [10, 15, 0.753, 0.503, 0.889],
    [23, 6, 0.448, 0.188, 0.68],
  ])('equals survfit at week %d', (week, atRisk, survival, low, high) => {
    const step = survivalSteps(REMISSIONS).find(({ timeDays }) => timeDays === week);
    expect(step?.atRisk).toBe(atRisk);
    expect(step?.survival).toBeCloseTo(survival, 3);
    expect(step?.low).toBeCloseTo(low, 3);
    expect(step?.high).toBeCloseTo(high, 3);
  });

  it('never rises, and its interval holds it, whatever was watched', () => {
    const followUp = fc.record({
      timeDays: fc.integer({ min: 0, max: 40 }),
      event: fc.constantFrom<0 | 1>(0, 1),
    });
    fc.assert(
      fc.property(fc.array(followUp, { maxLength: 60 }), (followUps) => {
        let before = 1;
        for (const { survival, low, high } of survivalSteps(followUps)) {
          expect(survival).toBeLessThanOrEqual(before);
          expect(low).toBeLessThanOrEqual(survival);
          expect(high).toBeGreaterThanOrEqual(survival);
          before = survival;
        }
      }),
    );
  });
});
