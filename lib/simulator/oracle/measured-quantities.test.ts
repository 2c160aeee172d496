import { describe, expect, it } from 'vitest';
import { measuredFraction } from '../fhir/ejection-fraction-resource.ts';
import { planStudies } from '../imaging/plan-studies.ts';
import { drawMissingModalities } from '../missing-modalities.ts';
import { simulateChart } from '../patient.ts';
import { planWeek, type WearableWeek } from '../wearables/plan-week.ts';
import { MINUTE_MS } from '../wearables/week.ts';
import { measuredQuantities } from './measured-quantities.ts';
import { NETWORK_ACCURACY } from './picture-accuracy.ts';
import { sources, sourcesIn } from './sources.ts';
import { wearablesQuantities } from './wearables-quantities.ts';

const SEED = 27;
const indices = [0, 1, 2, 3, 4, 5, 6, 7];
const EXACT = { ejectionFraction: 0, endDiastolicVolume: 0, cardiothoracicRatio: 0, share: 0 };

describe('what an observer has of a patient', () => {
  it('is the same each time, and as many numbers for everyone', () => {
    const seen = indices.map((index) => measuredQuantities(SEED, index, NETWORK_ACCURACY));
    expect(measuredQuantities(SEED, 3, NETWORK_ACCURACY)).toEqual(seen[3]);
    for (const source of ['chart', 'film', 'echo', 'genome'] as const)
      expect(new Set(seen.map(({ quantities }) => quantities[source].length)).size).toBe(1);
    expect(
      new Set(seen.flatMap(({ week }) => [week[1], week[3], week[7]].map((one) => one.length))).size,
    ).toBe(1);
  });

  it('has what the cohort did not take away, the chart always', () => {
    for (const index of indices) {
      const { state } = simulateChart(SEED, index);
      const missing = drawMissingModalities(SEED, index, state);
      const taken = (
        [
          ['film', missing.chestRadiograph],
          ['echo', missing.echocardiogram],
          ['genome', missing.genomics],
          ['wearable', missing.wearables],
        ] as const
      ).flatMap(([source, reason]) => (reason === undefined ? [] : [source]));
      const left = sources.filter((source) => !taken.some((one) => one === source));
      expect(sourcesIn(measuredQuantities(SEED, index, NETWORK_ACCURACY).has)).toEqual(left);
    }
  });

  it('reads pictures as well as it is told, and nothing else by it', () => {
    for (const index of indices) {
      const [exact, read] = [EXACT, NETWORK_ACCURACY].map((one) => measuredQuantities(SEED, index, one));
      const clip = planStudies(simulateChart(SEED, index), 0).find(({ kind }) => kind === 'echocardiogram');
      expect(exact?.quantities.echo[0]).toBe(
        clip?.kind === 'echocardiogram' ? clip.findings.ejectionFraction : null,
      );
      expect(read?.quantities.echo[0]).not.toBe(exact?.quantities.echo[0]);
      expect(read?.quantities.chart).toEqual(exact?.quantities.chart);
      expect(read?.week).toEqual(exact?.week);
    }
  });

  it('keeps the fraction of the report with the echo: whoever leaves it out sees none in the chart', () => {
    for (const index of indices) {
      const { quantities } = measuredQuantities(SEED, index, NETWORK_ACCURACY);
      const clip = planStudies(simulateChart(SEED, index), 0).find(({ kind }) => kind === 'echocardiogram');
      if (clip?.kind !== 'echocardiogram') throw new Error('no echo was planned');
      const reported = measuredFraction(clip.person, clip.findings.ejectionFraction);
      expect(quantities.echo.at(-1)).toBe(reported);
      expect(quantities.chart).not.toContain(clip.findings.ejectionFraction);
    }
    const charts = indices.map((index) => measuredQuantities(SEED, index, EXACT).quantities);
    for (const [at] of (charts[0]?.chart ?? []).entries())
      expect(charts.every(({ chart, echo }) => chart[at] === echo.at(-1))).toBe(false);
  });
});

describe('a week on the wrist until a day', () => {
  const week = planWeek(simulateChart(SEED, 2));
  /** The same until the end of that day, and another patient's or nonsense after it. */
  const planted = (days: number): WearableWeek => {
    const end = days * 1440;
    const spoil = <T extends Uint8Array | Float32Array>(values: T): T => {
      const copy = values.slice() as T;
      copy.fill(1, end);
      return copy;
    };
    const late = { start: end - 1, minutes: 3, depth: 30 };
    const strip = week.strips[0];
    if (strip === undefined) throw new Error('no strip');
    return {
      ...week,
      sleep: { ...week.sleep, asleep: spoil(week.sleep.asleep) },
      worn: spoil(week.worn),
      steps: spoil(week.steps),
      fibrillation: spoil(week.fibrillation),
      heartRate: spoil(week.heartRate),
      saturation: spoil(week.saturation),
      desaturations: { ...week.desaturations, episodes: [...week.desaturations.episodes, late] },
      strips: [...week.strips, { ...strip, startMs: week.week.startMs + end * MINUTE_MS - 1000 }],
    };
  };

  it.each([1, 3])('reads nothing that is later than day %i', (days) => {
    expect(wearablesQuantities(planted(days), days)).toEqual(wearablesQuantities(week, days));
    expect(wearablesQuantities(planted(days), 7)).not.toEqual(wearablesQuantities(week, 7));
  });

  it('comes nearer to the whole week with each day', () => {
    const people = indices.map((index) => planWeek(simulateChart(SEED, index)));
    const away = (days: number) =>
      people.reduce((sum, one) => {
        const [so, whole] = [wearablesQuantities(one, days), wearablesQuantities(one, 7)];
        return sum + Math.abs((so[1] ?? 0) - (whole[1] ?? 0));
      }, 0);
    expect(away(1)).toBeGreaterThan(away(3));
    expect(away(3)).toBeGreaterThan(0);
  });
});
