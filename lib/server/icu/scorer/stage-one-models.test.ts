import { expect, it } from 'vitest';
import { BedState } from '#lib/icu/bed/bed-state.ts';
import { heartRate } from '#lib/icu/events/fixtures/events.ts';
import type { BedsideSign, StreamEvent } from '#lib/icu/events/stream-event.ts';
import { bedScorer } from './score-beds.ts';
import { openStageOne } from './stage-one-models.ts';

const HOUR = 3_600_000;

/** Hours of a patient whose pressure falls as pulse, breath and temperature rise. */
function worsening(patient: string, hours: number): StreamEvent[] {
  const start = heartRate(patient, 0).at;
  return Array.from({ length: hours }, (_, hour) => {
    const signs: readonly (readonly [BedsideSign, number, string])[] = [
      ['heart-rate', 80 + 4 * hour, '/min'],
      ['mean-pressure', 85 - 2 * hour, 'mm[Hg]'],
      ['systolic-pressure', 120 - 3 * hour, 'mm[Hg]'],
      ['respiratory-rate', 16 + hour, '/min'],
      ['temperature', 37 + 0.15 * hour, 'Cel'],
      ['spo2', 97 - 0.4 * hour, '%'],
    ];
    return {
      ...heartRate(patient, hour),
      at: start + hour * HOUR,
      signs: signs.map(([sign, value, unit]) => ({ sign, value, unit })),
    };
  });
}

it('says of a bed what the models of stage one say, with their change in an hour, and why', async () => {
  const models = await openStageOne();
  const score = bedScorer(models, { of: async () => new Map(), tellShadow: async () => {} });
  const where = { log: 'a test', positions: new Map() };
  const state = new BedState('p');
  const said = [];
  for (const event of worsening('p', 12)) {
    state.take(event);
    const bed = { state, partition: 0, heardAt: 0 };
    said.push(...(await score([{ patient: 'p', bed }], where)));
  }
  for (const [k, { condition, name, threshold }] of models.entries()) {
    const own = said.map(({ scores }) => scores[k]);
    const [first, last] = [own[0], own.at(-1)];
    expect(last).toMatchObject({ condition, model: name, threshold, gap: null });
    expect(last?.probability ?? 0).toBeGreaterThan(first?.probability ?? 1);
    expect(first?.changeInHour).toBeNull();
    // An hour before, this hour was the newest one, and its score was that.
    const before = own.at(-2)?.probability ?? Number.NaN;
    expect(last?.changeInHour).toBeCloseTo((last?.probability ?? 0) - before, 6);
    expect(last?.receipt.inputs).toHaveLength(6);
  }
  const alarmed = said.at(-1)?.scores.filter(({ probability, threshold }) => (probability ?? 0) >= threshold);
  expect(alarmed?.length).toBeGreaterThan(0);
  for (const { factors } of alarmed ?? []) expect(factors.length).toBeGreaterThan(3);
  expect(said.at(-1)?.rules.find(({ id }) => id === 'news2')?.value).toBeGreaterThan(5);
});
