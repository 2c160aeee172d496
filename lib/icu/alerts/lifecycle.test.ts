import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import { afterAnswer } from './answers.ts';
import {
  afterDeparture,
  afterScore,
  type Lifecycle,
  type LifecycleScore,
  noLifecycle,
  releaseOf,
  lifecycleRules as rules,
  wake,
} from './lifecycle.ts';
import { byUrgency } from './urgency.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const THRESHOLD = 0.2;

const score = (at: number, probability: number | null): LifecycleScore => ({
  patient: 'p',
  condition: 'sepsis',
  at,
  probability,
  threshold: THRESHOLD,
  horizonHours: 6,
  factors: [],
  model: 'icu-sepsis/1',
  arm: 'main',
});

/** The state after scores, and every alert as it last was. */
function run(scores: readonly LifecycleScore[], from: Lifecycle = noLifecycle) {
  const alerts = new Map<string, Alert>();
  let state = from;
  for (const one of scores) {
    const { next, changed } = afterScore(state, one, rules, one.at);
    for (const alert of changed) alerts.set(alert.id, alert);
    state = next;
  }
  return { state, alerts };
}

const raised = run([score(0, 0.3)]).state.open;
if (!raised) throw new Error('nothing was raised');
const answered = (kind: 'acknowledge' | 'snooze' | 'dismiss', more = {}) =>
  afterAnswer(raised, { kind, by: 'Ann', at: MINUTE, reason: 'treated', ...more }, rules);
const given = (kind: 'acknowledge' | 'snooze' | 'dismiss', more = {}): Lifecycle => {
  const outcome = answered(kind, more);
  if ('conflict' in outcome) throw new Error(outcome.conflict);
  return { at: 0, open: outcome.alert, quietUntil: 0 };
};

const course = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 90 }),
      probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 8 }),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ step, probability }) => {
      at += step * MINUTE;
      return score(at, probability);
    });
  });

describe('an alert', () => {
  it('begins at the score that reaches the threshold, with what that score says', () => {
    const { alerts } = run([score(0, 0.19), score(MINUTE, 0.2), score(2 * MINUTE, 0.5)]);
    expect([...alerts.values()]).toMatchObject([
      { id: `sepsis-p-${MINUTE}`, state: 'raised', probability: 0.2, at: MINUTE },
    ]);
  });

  it('outlasts a score that trembles at the threshold, and ends below the release', () => {
    const release = releaseOf(THRESHOLD, rules);
    expect(release).toBeLessThan(THRESHOLD);
    const trembling = run([score(0, 0.2), score(1, 0.19), score(2, release)]);
    expect(trembling.state.open?.state).toBe('raised');
    expect(
      run([score(3, release - 1e-9)], trembling.state)
        .alerts.values()
        .next().value,
    ).toMatchObject({
      state: 'ended',
      endedAt: 3,
    });
  });

  it('is quiet for the refractory time, and then comes if the score is still high', () => {
    const ended = run([score(0, 0.3), score(MINUTE, 0.01)]).state;
    const within = run([score(30 * MINUTE, 0.9)], ended);
    expect(within.alerts.size).toBe(0);
    expect(run([score(MINUTE + HOUR, 0.9)], within.state).state.open?.at).toBe(MINUTE + HOUR);
  });

  it('comes back awake when a snooze is over, with the same id, by a score or by the clock alone', () => {
    const snoozed = given('snooze', { minutes: 30 });
    expect(run([score(20 * MINUTE, 0.9)], snoozed).state.open?.state).toBe('snoozed');
    const again = run([score(31 * MINUTE, 0.9)], snoozed).state.open;
    expect(again).toMatchObject({ id: raised.id, state: 'raised', answer: null });
    if (snoozed.open) expect(wake(snoozed.open, 31 * MINUTE)).toEqual(again);
  });

  it('that was dismissed is quiet while the score stays high, but not for good', () => {
    const dismissed = given('dismiss');
    expect(run([score(5 * HOUR, 0.9)], dismissed).alerts.size).toBe(0);
    const { alerts } = run([score(6 * HOUR + MINUTE, 0.9)], dismissed);
    expect([...alerts.values()].map(({ state }) => state)).toEqual(['ended', 'raised']);
  });

  it('is never ended nor begun by a missing score', () => {
    expect(run([score(MINUTE, null)], { at: 0, open: raised, quietUntil: 0 }).state.open).toEqual(raised);
    expect(run([score(MINUTE, null)]).alerts.size).toBe(0);
  });

  it('ends when the patient leaves; an earlier departure that is replayed ends nothing', () => {
    const state = { at: 0, open: raised, quietUntil: 0 };
    expect(afterDeparture(state, MINUTE).changed).toMatchObject([{ state: 'ended', endedAt: MINUTE }]);
    expect(afterDeparture(state, -MINUTE)).toEqual({ next: state, changed: [] });
  });
});

describe('answers', () => {
  it('of somebody else stand, unless they are named; the same answer twice is one', () => {
    const outcome = answered('acknowledge');
    if ('conflict' in outcome) throw new Error(outcome.conflict);
    const dismissal = { kind: 'dismiss', by: 'Bob', at: 2 * MINUTE, reason: 'known' } as const;
    expect(afterAnswer(outcome.alert, dismissal, rules)).toEqual({
      conflict: 'Ann has answered already: the alert is acknowledged.',
    });
    expect(afterAnswer(outcome.alert, { ...dismissal, over: MINUTE }, rules)).toMatchObject({
      alert: { state: 'dismissed', answer: { by: 'Bob' } },
    });
    const twice = { kind: 'acknowledge', by: 'Ann', at: 9 * MINUTE, reason: 'treated' } as const;
    expect(afterAnswer(outcome.alert, twice, rules)).toEqual({ alert: outcome.alert });
  });

  it('to an alert that ended are refused', () => {
    const snooze = { kind: 'snooze', by: 'Ann', at: MINUTE, reason: 'known' } as const;
    expect(afterAnswer({ ...raised, state: 'ended', endedAt: 1 }, snooze, rules)).toHaveProperty('conflict');
  });
});

describe('properties', () => {
  it('a window that is replayed from any point changes nothing', () => {
    fc.assert(
      fc.property(course, fc.nat(60), (scores, from) => {
        const { state, alerts } = run(scores);
        const again = run(scores.slice(Math.min(from, scores.length)), state);
        expect(again.state).toEqual(state);
        expect(again.alerts.size).toBe(0);
        expect(run(scores).alerts).toEqual(alerts);
      }),
    );
  });

  it('alerts of one patient never overlap, end below the release, and keep their distance', () => {
    fc.assert(
      fc.property(course, (scores) => {
        const all = [...run(scores).alerts.values()].sort((a, b) => a.at - b.at);
        const probabilityAt = (at: number) => scores.find((one) => one.at === at)?.probability;
        for (const { at } of all) expect(probabilityAt(at)).toBeGreaterThanOrEqual(THRESHOLD);
        const ends = all.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt]));
        for (const end of ends) expect(probabilityAt(end)).toBeLessThan(releaseOf(THRESHOLD, rules));
        expect(ends.length).toBeGreaterThanOrEqual(all.length - 1);
        for (const [index, { at }] of all.slice(1).entries())
          expect(at - (ends[index] ?? at)).toBeGreaterThanOrEqual(rules.refractoryMs);
      }),
    );
  });

  it('no high score goes without an open alert once the refractory time is over', () => {
    fc.assert(
      fc.property(course, (scores) => {
        let state = noLifecycle;
        for (const one of scores) {
          state = afterScore(state, one, rules, one.at).next;
          if (one.probability !== null && one.probability >= THRESHOLD && one.at >= state.quietUntil)
            expect(state.open).not.toBeNull();
        }
      }),
    );
  });

  it('urgency is a total order with what nobody answered first', () => {
    const alert = fc.record({
      state: fc.constantFrom<Alert['state']>('raised', 'acknowledged', 'snoozed', 'dismissed', 'ended'),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      at: fc.nat(5),
      id: fc.string(),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(
          alert.map((part): Alert => ({ ...raised, ...part })),
          { selector: ({ id }) => id },
        ),
        (alerts) => {
          const sorted = alerts.toSorted(byUrgency);
          expect(alerts.toReversed().toSorted(byUrgency)).toEqual(sorted);
          const answeredFirst = sorted.findIndex(({ state }) => state !== 'raised');
          if (answeredFirst >= 0)
            expect(sorted.slice(answeredFirst).map(({ state }) => state)).not.toContain('raised');
        },
      ),
    );
  });
});
