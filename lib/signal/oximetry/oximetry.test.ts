import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleUniform } from '../fixtures/sample-noise.ts';
import { isMeasured, type Measured } from '../measured.ts';
import { removeArtefacts } from './artefacts.ts';
import { findDesaturations } from './desaturations.ts';
import { summariseSaturation } from './summary.ts';

type Shape = 'plateau' | 'triangle' | 'sine' | 'skewed' | 'step';
type Event = { readonly at: number; readonly seconds: number; readonly fall: number; readonly shape: Shape };

/** Share of the fall at a place from 0 to 1 within the event. */
const SHAPES: Readonly<Record<Shape, (place: number) => number>> = {
  step: () => 1,
  plateau: (place) => Math.min(1, 5 * place, 5 * (1 - place)),
  triangle: (place) => 1 - Math.abs(2 * place - 1),
  sine: (place) => Math.sin(Math.PI * place),
  skewed: (place) => (place < 0.75 ? place / 0.75 : (1 - place) / 0.25),
};

function trace(length: number, events: readonly Event[], baseline = 96): Float64Array {
  const percent = new Float64Array(length).fill(baseline);
  for (const { at, seconds, fall, shape } of events)
    for (let k = 0; k <= seconds; k += 1)
      percent[at + k] = baseline - Math.round(fall * SHAPES[shape](k / seconds));
  return percent;
}

const numberIn = (measured: Measured) => (isMeasured(measured) ? measured.value : Number.NaN);

describe('desaturations at one reading a second', () => {
  const event = fc.record({
    gap: fc.integer({ min: 20, max: 200 }),
    seconds: fc.integer({ min: 15, max: 60 }),
    fall: fc.integer({ min: 4, max: 10 }),
    shape: fc.constantFrom<Shape>('plateau', 'triangle', 'sine', 'skewed', 'step'),
  });

  it('finds all known events and invents none', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (drawn) => {
        let at = 0;
        const events = drawn.map(({ gap, seconds, fall, shape }) => {
          const start = at + gap;
          at = start + seconds;
          return { at: start, seconds, fall, shape };
        });
        const percent = trace(at + 100, events);
        const found = findDesaturations(removeArtefacts(percent, 1).percent, 1);
        expect(found.length).toBe(events.length);
        for (const [k, { at: start, seconds, fall }] of events.entries()) {
          const one = found[k];
          expect(one?.start).toBeGreaterThanOrEqual(start - 1);
          expect(one?.end).toBeLessThanOrEqual(start + seconds + 1);
          expect(Math.abs((one?.fall ?? 0) - fall)).toBeLessThanOrEqual(fall > 8 ? 2 : 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('takes no shallow dip, short dip, drift or new level for an event', () => {
    const shallow = trace(1200, [{ at: 100, seconds: 30, fall: 2, shape: 'plateau' }]);
    const short = trace(1200, [{ at: 100, seconds: 7, fall: 6, shape: 'sine' }]);
    const drift = Float64Array.from({ length: 1800 }, (_, i) => 97 - Math.round(i / 300));
    const level = Float64Array.from({ length: 1200 }, (_, i) => (i < 600 ? 97 : 92));
    const long = trace(1200, [{ at: 100, seconds: 400, fall: 5, shape: 'plateau' }]);
    for (const percent of [shallow, short, drift, level, long])
      expect(findDesaturations(percent, 1)).toEqual([]);
  });

  it('takes a restless reading for no event', () => {
    const random = sampleUniform(11);
    const restless = Float64Array.from({ length: 8 * 3600 }, () => 96 + Math.round(2 * random() - 1));
    expect(findDesaturations(restless, 1)).toEqual([]);
  });

  it('counts events in a row whose recovery is not complete', () => {
    const cycle = [96, 95, 94, 93, 92, 91, 90, 90, 90, 91, 93, 95, 95, 95].flatMap((v) => [v, v, v]);
    const percent = Float64Array.from([
      ...Array(60).fill(96),
      ...cycle,
      ...cycle,
      ...cycle,
      ...Array(60).fill(95),
    ]);
    expect(findDesaturations(percent, 1)).toHaveLength(3);
  });
});

describe('at one reading a minute', () => {
  it('finds episodes of one to four minutes', () => {
    const percent = new Float64Array(480).fill(95);
    const starts = [20, 60, 100, 200];
    for (const [k, start] of starts.entries()) percent.fill(90 - k, start, start + k + 1);
    expect(findDesaturations(percent, 60).map(({ nadir, fall }) => [nadir, fall])).toEqual([
      [20, 5],
      [61, 6],
      [102, 7],
      [203, 8],
    ]);
  });
});

describe('artefacts', () => {
  it('takes out a finger off the probe and impossible readings, and no real event', () => {
    const percent = trace(1200, [{ at: 300, seconds: 40, fall: 8, shape: 'triangle' }]);
    percent.fill(71, 500, 512);
    percent.fill(0, 700, 720);
    percent[800] = 127;
    const { percent: clean, removed } = removeArtefacts(percent, 1);
    expect(removed).toEqual({ outOfRange: 21, offFinger: 12 });
    expect(findDesaturations(clean, 1)).toHaveLength(1);
  });
});

describe('summary', () => {
  it('gives indices per valid hour', () => {
    const events = [3, 5, 6].map(
      (fall, k): Event => ({ at: 600 + 900 * k, seconds: 30, fall, shape: 'plateau' }),
    );
    const percent = trace(2 * 3600, events, 92);
    percent.fill(Number.NaN, 5400, 7200);
    const summary = summariseSaturation(percent, 1);
    expect(summary.validHours).toBe(1.5);
    expect(numberIn(summary.odi3PerHour)).toBe(2);
    expect(numberIn(summary.odi4PerHour)).toBeCloseTo(4 / 3);
    const below = percent.filter((one) => one < 90).length;
    expect(numberIn(summary.t90Percent)).toBeCloseTo((100 * below) / 5400);
    expect(numberIn(summary.lowestPercent)).toBe(86);
    const area = events.reduce((sum, { seconds, fall }) => sum + (fall * seconds * 0.8) / 60, 0);
    expect(Math.abs(numberIn(summary.burdenPercentMinPerHour) - area / 1.5)).toBeLessThan(0.3);
  });

  it('says that too little was recorded', () => {
    const { odi3PerHour, t90Percent } = summariseSaturation(new Float64Array(30).fill(95), 1);
    for (const one of [odi3PerHour, t90Percent]) expect(one).toMatchObject({ missing: 'too-short' });
  });

  it('never throws and gives no number that is none', () => {
    const reading = fc.oneof(fc.double({ min: -10, max: 200 }), fc.constantFrom(Number.NaN, 96, 90));
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 400 }), fc.constantFrom(0.5, 1, 4, 60), (values, period) => {
        expect(JSON.stringify(summariseSaturation(Float64Array.from(values), period))).not.toContain('null');
      }),
    );
  });
});
