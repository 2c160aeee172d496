import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heartRate } from '../events/fixtures/events.ts';
import type { StreamEvent } from '../events/stream-event.ts';
import { BedState } from './bed-state.ts';
import { stayOf } from './bed-stay.ts';
import { HOUR_MS } from './facts.ts';

const MINUTE = 60_000;
const START = Math.floor(heartRate('p', 0).at / HOUR_MS) * HOUR_MS;

const vital = (id: string, minute: number, value: number, more: Partial<StreamEvent> = {}): StreamEvent =>
  ({ ...heartRate('p', 0, value), id, at: START + minute * MINUTE, ...more }) as StreamEvent;
const lactate = (id: string, minute: number, value: number): StreamEvent => ({
  ...heartRate('p', 0),
  kind: 'laboratory',
  id,
  at: START + minute * MINUTE,
  loinc: '2524-7',
  value,
  unit: 'mmol/L',
});
const placed = (id: string, minute: number, bed: string | null, admitted = 0): StreamEvent => ({
  ...heartRate('p', 0),
  kind: 'placement',
  id,
  at: START + minute * MINUTE,
  bed,
  ward: 'icu',
  admittedAt: START + admitted * MINUTE,
});

function stateOf(events: readonly StreamEvent[]): BedState {
  const bed = new BedState('p');
  for (const event of events) bed.take(event);
  return bed;
}

const viewOf = (bed: BedState) => ({ stay: stayOf(bed), placements: bed.placements(), newest: bed.newest });
const rates = (events: readonly StreamEvent[]) => [
  ...(stayOf(stateOf(events))?.stay.series['heart-rate'] ?? []),
];

const draws = {
  vital,
  lab: (id: string, minute: number, value: number) => lactate(id, minute, value / 20),
  placement: (id: string, minute: number, value: number) =>
    placed(id, minute, value % 3 === 0 ? null : `bed-${value % 5}`, value),
};

/** Events of a few hours, with corrections of each other, moves, and ids and times that meet. */
const anyEvents: fc.Arbitrary<StreamEvent[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('vital' as const, 'lab' as const, 'placement' as const),
      minute: fc.integer({ min: -30, max: 300 }),
      value: fc.integer({ min: 40, max: 160 }),
      corrects: fc.option(fc.nat({ max: 30 }), { freq: 3 }),
      doubted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) =>
    drawn.map(({ kind, minute, value, corrects, doubted }, k): StreamEvent => {
      const id = `e${k}`;
      return {
        ...draws[kind](id, minute, value),
        ...(corrects !== null && corrects !== k && { corrects: `e${corrects}` }),
        ...(doubted && kind === 'vital' && value > 140 && { doubts: [{ of: 'heart-rate', reason: 'no' }] }),
      };
    }),
  );

describe('BedState', () => {
  it('is the same for any order of the same events, each as often as you like', () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc
              .array(fc.constantFrom(...events), { maxLength: 30 })
              .chain((again) =>
                fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
              ),
          ),
        ),
        ([events, shuffled]) => {
          expect(viewOf(stateOf(shuffled))).toEqual(viewOf(stateOf(events)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same when it was kept in between, and some events come again', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat({ max: 30 }), fc.nat({ max: 30 }), (events, kept, again) => {
        const before = stateOf(events.slice(0, kept));
        const after = new BedState('p');
        for (const facts of before.takeChanges().values()) after.restore(facts);
        for (const event of events.slice(Math.max(0, kept - again))) after.take(event);
        expect(viewOf(after)).toEqual(viewOf(stateOf(events)));
      }),
      { numRuns: 300 },
    );
  });

  it('says whether an event told anything new', () => {
    const bed = new BedState('p');
    expect(bed.take(vital('a', 5, 80))).toBe(true);
    expect(bed.take(vital('a', 5, 80))).toBe(false);
    expect(bed.take(vital('late', 4, 90))).toBe(false);
    expect(bed.take(vital('b', 6, 90))).toBe(true);
  });

  it('tells when an hour before that of the newest reading changes', () => {
    const bed = new BedState('p');
    const changes = (...events: StreamEvent[]) => {
      for (const event of events) bed.take(event);
      return bed.closedChanges;
    };
    const first = changes(placed('in', 0, 'b'), vital('a', 5, 80));
    expect(changes(vital('b', 6, 90), vital('c', 7, 90))).toBe(first);
    const next = changes(vital('d', 65, 90));
    expect(next).toBeGreaterThan(first);
    expect(changes(vital('e', 66, 90))).toBe(next);
    const late = changes(vital('late', 59, 90));
    expect(late).toBeGreaterThan(next);
    expect(changes(vital('f', 66, 91, { corrects: 'late' }))).toBeGreaterThan(late);
  });

  it('takes the last reading of an hour, a late one in its own hour, and none that is doubted', () => {
    const doubted = { doubts: [{ of: 'heart-rate', reason: 'no' }] };
    expect(
      rates([placed('in', 0, 'b'), vital('a', 5, 80), vital('b', 59, 90), vital('c', 125, 100)]),
    ).toEqual([90, Number.NaN, 100]);
    expect(rates([placed('in', 0, 'b'), vital('c', 125, 100), vital('late', 70, 85)])).toEqual([
      Number.NaN,
      85,
      100,
    ]);
    expect(rates([placed('in', 0, 'b'), vital('a', 5, 80), vital('b', 6, 400, doubted)])).toEqual([80]);
  });

  it('lets a correction take the place of what it corrects, also when it comes first, and a correction of that', () => {
    const [wrong, right] = [vital('wrong', 5, 180), vital('right', 5, 80, { corrects: 'wrong' })];
    expect(rates([wrong, right])).toEqual([80]);
    expect(rates([right, wrong])).toEqual([80]);
    expect(rates([vital('better', 5, 82, { corrects: 'right' }), right, wrong])).toEqual([82]);
    // Measured an hour later than was said: the hour in which it was not measured has none.
    expect(rates([placed('in', 0, 'b'), wrong, vital('right', 65, 80, { corrects: 'wrong' })])).toEqual([
      Number.NaN,
      80,
    ]);
  });

  it('follows a patient from bed to bed, and lays the stay on the hours since the admission', () => {
    const events = [placed('in', 0, 'bed-1', -150), vital('a', 5, 80), placed('move', 30, 'bed-2', -150)];
    expect(stayOf(stateOf(events))).toMatchObject({
      hour: 3,
      stay: { hours: 4, firstHour: 1 },
      placement: { bed: 'bed-2' },
    });
    expect(stayOf(stateOf([...events, placed('out', 40, null, -150)]))?.placement?.bed).toBeNull();
    // Nothing of an earlier stay counts as one of this.
    expect(stayOf(stateOf([vital('old', -600, 80), placed('in', 0, 'bed-1')]))).toBeNull();
  });
});
