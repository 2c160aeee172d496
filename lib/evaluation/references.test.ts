import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prepareIntegratedBrier } from './brier.ts';
import { prepareCalibration } from './calibration.ts';
import { prepareConcordance, prepareUnoConcordance } from './concordance.ts';
import { prepareBoundCoverage, wilsonInterval } from './coverage.ts';
import { knownTo, onceEach, type Weight } from './follow-up.ts';
import { prepareNetBenefit } from './net-benefit.ts';

const HORIZON = 30;

/** Made by `scripts/evaluation-references.py` with scikit-survival, lifelines and SciPy. */
const references = z
  .object({
    patients: z.array(
      z.object({ score: z.number(), timeDays: z.number(), event: z.literal([0, 1]), bound: z.number() }),
    ),
    harrell: z.number(),
    uno: z.number(),
    integratedBrier: z.number(),
    calibration: z.object({ ici: z.number(), e50: z.number(), e90: z.number() }),
    netBenefit: z.array(z.object({ threshold: z.number(), value: z.number() })),
    boundCoverage: z.number(),
    wilson: z.object({ hits: z.number(), of: z.number(), low: z.number(), high: z.number() }),
  })
  .parse(JSON.parse(readFileSync(new URL('fixtures/references.json', import.meta.url), 'utf8')));

type Patient = (typeof references.patients)[number];

/** Every statistic of some patients. */
function prepareAll(patients: readonly Patient[]) {
  const followUps = knownTo(patients, HORIZON);
  const scores = patients.map(({ score }) => score);
  const survival = patients.flatMap(({ score }) =>
    Array.from({ length: HORIZON + 1 }, (_, day) => Math.exp((-Math.exp(score) * day) / 60)),
  );
  const risk = Float64Array.from(scores, (score) => 1 - Math.exp((-Math.exp(score) * HORIZON) / 60));
  const bounds = patients.map(({ bound }) => bound);
  const harrell = prepareConcordance(scores, followUps);
  const uno = prepareUnoConcordance(scores, followUps, HORIZON);
  const integratedBrier = prepareIntegratedBrier({ survival, days: HORIZON + 1 }, followUps);
  const calibration = prepareCalibration(risk, followUps, HORIZON);
  const boundCoverage = prepareBoundCoverage(bounds, followUps);
  const netBenefit = references.netBenefit.map(
    ({ threshold }) =>
      [`net benefit at ${threshold}`, prepareNetBenefit(risk, followUps, HORIZON, threshold)] as const,
  );
  return (weight: Weight) => ({
    harrell: harrell(weight),
    uno: uno(weight),
    integratedBrier: integratedBrier(weight),
    ...calibration(weight),
    boundCoverage: boundCoverage(weight),
    ...Object.fromEntries(netBenefit.map(([name, measure]) => [name, measure(weight)])),
  });
}

const { patients, harrell, uno, integratedBrier, calibration, netBenefit, boundCoverage } = references;
const expected = {
  harrell,
  uno,
  integratedBrier,
  ...calibration,
  boundCoverage,
  ...Object.fromEntries(netBenefit.map(({ threshold, value }) => [`net benefit at ${threshold}`, value])),
};

describe('the statistics of an evaluation', () => {
  const found = prepareAll(patients)(onceEach(patients.length));

  it.each(Object.entries(expected))('%s is what the reference implementation says', (name, value) => {
    expect(Object.entries(found).find(([known]) => known === name)?.[1]).toBeCloseTo(value, 7);
  });

  it('count a patient as often as a bootstrap sample drew them', () => {
    const weight = patients.map((_, k) => (7 * k) % 4);
    const repeated = patients.flatMap((one, k) => Array.from({ length: weight[k] ?? 0 }, () => one));
    const { ici: _i, e50: _m, e90: _n, ...weighted } = prepareAll(patients)(weight);
    const { ici: _x, e50: _y, e90: _z, ...expanded } = prepareAll(repeated)(onceEach(repeated.length));
    for (const [name, value] of Object.entries(expanded))
      expect([name, Object.entries(weighted).find(([known]) => known === name)?.[1]]).toEqual([
        name,
        expect.closeTo(value, 9),
      ]);
  });

  it('know of whoever was followed up to the horizon that they passed it', () => {
    const ended = patients.map((one) => ({ ...one, timeDays: Math.min(one.timeDays, HORIZON) }));
    expect(prepareAll(ended)(onceEach(ended.length))).toEqual(found);
  });

  it('leave a calibration of one risk for all to the middle', () => {
    const followUps = knownTo(patients, HORIZON);
    const flat = new Float64Array(patients.length).fill(0.3);
    const { ici, e50, e90 } = prepareCalibration(flat, followUps, HORIZON)();
    expect(ici).toBeGreaterThan(0);
    expect([e50, e90]).toEqual([expect.closeTo(ici, 12), expect.closeTo(ici, 12)]);
  });
});

describe('wilsonInterval', () => {
  it('is that of SciPy, and stays within 0 and 1', () => {
    const { hits, of, low, high } = references.wilson;
    expect(wilsonInterval(hits, of).low).toBeCloseTo(low, 12);
    expect(wilsonInterval(hits, of).high).toBeCloseTo(high, 12);
    expect(wilsonInterval(5, 5).high).toBe(1);
    expect(wilsonInterval(0, 5).low).toBe(0);
  });
});
