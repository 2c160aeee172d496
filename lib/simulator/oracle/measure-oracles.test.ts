import { describe, expect, it } from 'vitest';
import { prepareConcordance } from '#lib/evaluation/concordance.ts';
import { cutAt } from '#lib/evaluation/follow-up.ts';
import { openStream } from '../stream.ts';
import type { KnownTruth } from './known-truth.ts';
import { type ClockScores, measureOracles } from './measure-oracles.ts';
import { CLOCKS, type Measured } from './measured-quantities.ts';
import { NETWORK_ACCURACY } from './picture-accuracy.ts';
import { type Patient, predictAsGiven, predictBySources } from './predict-by-sources.ts';
import { type Source, sourceBit, sourceSets, sourcesIn } from './sources.ts';

const PATIENTS = 400;
const ALL = 31;
const bits = (...names: readonly Source[]) => names.reduce((set, name) => set | sourceBit(name), 0);
const draws = (purpose: string, spread = 1) => {
  const stream = openStream(31_415, 0, purpose);
  return Array.from({ length: PATIENTS }, () => stream.normal(0, spread));
};
const column = {
  chart: draws('chart'),
  film: draws('film'),
  echo: draws('echo'),
  genome: draws('genome'),
  wearable: draws('wearable'),
};
const of = (values: readonly number[], k: number) => values[k] ?? 0;
const patient = (k: number, has = ALL): Patient => ({
  quantities: {
    chart: [of(column.chart, k)],
    film: [of(column.film, k)],
    echo: [of(column.echo, k)],
    genome: [of(column.genome, k)],
    wearable: [of(column.wearable, k)],
  },
  latents: [of(column.chart, k)],
  has,
});
const patients = column.chart.map((_, k) => patient(k));
/** A law with a main effect of each source but the film, and one of echo and wearable together. */
const target = column.chart.map(
  (x, k) =>
    0.5 * x +
    0.4 * of(column.echo, k) +
    0.3 * of(column.wearable, k) +
    0.1 * of(column.genome, k) +
    0.6 * of(column.echo, k) * of(column.wearable, k) +
    0.6 * x * of(column.genome, k),
);
const complete = predictBySources(patients, target);

const mean = (xs: ArrayLike<number>) => Array.from(xs).reduce((sum, x) => sum + x, 0) / xs.length;
function correlation(xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  const [mx, my] = [mean(xs), mean(ys)];
  const over = (f: (dx: number, dy: number) => number) =>
    Array.from(xs).reduce((sum, x, k) => sum + f(x - mx, (ys[k] ?? 0) - my), 0);
  return over((dx, dy) => dx * dy) / Math.sqrt(over((dx) => dx * dx) * over((_, dy) => dy * dy));
}
const agreement = (set: number, by = complete) => correlation(by.get(set) ?? [], target);

describe('the predictions of an observer', () => {
  it('are one for each of the 32 choices of five sources', () => {
    expect(new Set(sourceSets)).toHaveLength(32);
    expect(sourceSets.map((set) => sourcesIn(set).length).toSorted((a, b) => a - b)).toEqual(
      sourceSets.map((set) => sourcesIn(set).length),
    );
    expect([...complete.keys()]).toEqual(sourceSets);
  });

  it('find a law, with what two sources tell only together, the chart among them', () => {
    expect(agreement(ALL)).toBeGreaterThan(0.99);
    expect(agreement(bits('echo', 'wearable'))).toBeGreaterThan(agreement(bits('echo')) + 0.2);
    expect(agreement(bits('chart', 'genome'))).toBeGreaterThan(agreement(bits('chart')) + 0.1);
    expect(Math.abs(agreement(bits('film')))).toBeLessThan(0.2);
  });

  it('hear nothing of a source that they leave out', () => {
    const others = patients.map(({ quantities, ...rest }, k) => ({
      ...rest,
      quantities: { ...quantities, echo: [of(column.film, k)], wearable: [7 * of(column.genome, k)] },
    }));
    const blind = predictBySources(others, target);
    for (const set of sourceSets.filter((one) => (one & bits('echo', 'wearable')) === 0))
      expect(blind.get(set)).toEqual(complete.get(set));
    expect(blind.get(ALL)).not.toEqual(complete.get(ALL));
  });

  it('are those of the other sources where everybody lacks one, and in between where some do', () => {
    const without = ALL & ~sourceBit('echo');
    const nobody = column.chart.map((_, k) => patient(k, without));
    const lost = predictAsGiven(nobody, target, complete).get(ALL) ?? [];
    // Another slope in each fifth, but the same order within it.
    expect(correlation(lost, complete.get(without) ?? [])).toBeGreaterThan(0.98);
    const half = column.chart.map((_, k) => patient(k, k % 2 === 0 ? ALL : without));
    const given = predictAsGiven(half, target, complete);
    expect(agreement(ALL, given)).toBeLessThan(agreement(ALL) - 0.02);
    expect(agreement(ALL, given)).toBeGreaterThan(agreement(without) + 0.02);
  });

  it('learn from an absence that tells something', () => {
    const telling = column.chart.map((_, k) =>
      patient(k, of(target, k) > 0 ? ALL : ALL & ~sourceBit('genome')),
    );
    const given = predictAsGiven(telling, target, complete);
    expect(agreement(bits('genome'), given)).toBeGreaterThan(agreement(bits('genome')) + 0.3);
  });
});

describe('the ceilings', () => {
  const times = draws('times').map((z, k) => Math.max(0.1, 20 - 8 * of(target, k) + 6 * z));
  const truths: readonly KnownTruth[] = target.map((logHazard, k) => ({
    patient: `p${k}`,
    logHazard,
    timeDays: of(times, k),
    event: k % 7 === 0 ? 0 : 1,
  }));
  const seen = (k: number): Measured => {
    const { quantities, has, latents } = patient(k, k % 3 === 0 ? ALL & ~sourceBit('wearable') : ALL);
    const { wearable, ...rest } = quantities;
    return { quantities: rest, week: { 0: [], 1: wearable, 3: wearable, 7: wearable }, has, latents };
  };
  const scores: ClockScores[] = [];
  const report = measureOracles(
    {
      seed: 1,
      interaction: 0,
      truths,
      measured: target.map((_, k) => seen(k)),
      accuracy: NETWORK_ACCURACY,
    },
    { onScores: (one) => scores.push(one) },
  );
  const at = (day: number) => {
    const found = report.clocks.find((clock) => clock.day === day);
    if (found === undefined) throw new Error(`No clock at day ${day}`);
    return found;
  };
  const row = (day: number, ...names: readonly Source[]) => {
    const found = at(day).rows.find(({ sources }) => sources.join() === names.join());
    if (found === undefined) throw new Error(`No row for ${names.join()}`);
    return found;
  };

  it('count those who are still at home, and thirty days from then', () => {
    expect(report.clocks.map(({ day }) => day)).toEqual([...CLOCKS]);
    for (const { day, patients: atRisk, events } of report.clocks) {
      const left = truths.filter(({ timeDays }) => timeDays > day);
      expect(atRisk).toBe(left.length);
      expect(events).toBe(left.filter(({ timeDays, event }) => event === 1 && timeDays <= day + 30).length);
    }
    expect(at(7).patients).toBeLessThan(PATIENTS);
  });

  it('lie inside their intervals, a half where nothing is known, and highest for the truth', () => {
    for (const { rows, truth } of report.clocks) {
      expect(rows).toHaveLength(32);
      expect(rows[0]?.complete).toEqual({ estimate: 0.5, low: 0.5, high: 0.5 });
      for (const { estimate, low, high } of rows.slice(1).flatMap((one) => [one.complete, one.asGiven])) {
        expect(low).toBeLessThanOrEqual(estimate);
        expect(high).toBeGreaterThanOrEqual(estimate);
        expect(estimate).toBeLessThan(truth.estimate + 0.005);
      }
    }
  });

  it('are the concordance of the scores that are handed out', () => {
    for (const { day, patients: ids, asGiven } of scores) {
      const followUps = ids.map((id) => {
        const { timeDays, event } = truths[Number(id.slice(1))] ?? { timeDays: Number.NaN, event: 0 };
        return { timeDays: timeDays - day, event };
      });
      const own = prepareConcordance(asGiven.get(bits('chart', 'echo')) ?? [], cutAt(followUps, 30))();
      expect(row(day, 'chart', 'echo').asGiven.estimate).toBeCloseTo(own, 12);
    }
    expect(scores.map(({ day }) => day)).toEqual([...CLOCKS]);
  });

  it('owe nothing to the wrist at discharge, and something from the first day on', () => {
    expect(row(0, 'echo', 'wearable')).toMatchObject({
      complete: row(0, 'echo').complete,
      asGiven: row(0, 'echo').asGiven,
    });
    for (const day of [1, 3, 7]) {
      const [alone, both] = [row(day, 'echo'), row(day, 'echo', 'wearable')];
      expect(both.complete.estimate).toBeGreaterThan(alone.complete.estimate);
      expect(both.asGiven.estimate).toBeLessThan(both.complete.estimate);
    }
  });
});
