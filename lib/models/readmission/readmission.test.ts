import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { quantileOfSorted } from '#lib/evaluation/quantile.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { bandOf } from '#lib/fusion/risk.ts';
import { screen } from '#lib/fusion/screen.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { openReadmission, type SimulatedRecord, scored, sum } from './fixtures/assessed.ts';
import { readmission } from './model.ts';

const { session, vectorOf, eligible, close } = await openReadmission();
afterAll(close);

const atOf = (record: SimulatedRecord) => readmission.landmark(record).at;
const records = eligible(
  Array.from({ length: 18 }, (_, index) => simulateMember({ cohort: 'hf', seed: 1 }, index, EVERYTHING)),
);

const featuresOf = (report: Scored) => report.attributions.flatMap(({ features }) => features);

function expectSums({ sum: { baseline, contributions, total, residual } }: Scored): void {
  expect(Math.abs(baseline + contributions - total)).toBeLessThan(1e-5);
  expect(residual).toBeLessThan(1e-4);
}

/** The same chart without any result of one analyte, or with its results changed. */
function withSeries(record: SimulatedRecord, series: Record<string, never[]>): SimulatedRecord {
  const { ehr } = record.slices;
  if (!ehr) throw new Error('no record slice');
  return { ...record, slices: { ...record.slices, ehr: { ...ehr, series: { ...ehr.series, ...series } } } };
}

const firstRecord = () => {
  const complete = records.find((record) => record.slices.ehr?.series.potassium?.length);
  if (!complete) throw new Error('no eligible simulated patient with potassium');
  return complete;
};

describe('assess, on simulated patients and the committed model', () => {
  it('finds eligible patients to test with', () => expect(records.length).toBeGreaterThan(10));

  it('gives reasons that sum to the score, feature by feature and modality by modality', async () => {
    for (const record of records) {
      const report = scored(await readmission.assess(record, session));
      expectSums(report);
      const { contributions, total } = report.sum;
      expect(total).toBe(report.logHazard);
      expect(sum(featuresOf(report).map(({ contribution }) => contribution))).toBeCloseTo(contributions, 9);
      for (const { contribution, features } of report.attributions) {
        expect(sum(features.map((feature) => feature.contribution))).toBeCloseTo(contribution, 9);
      }
    }
  });

  it('gives a missing feature exactly nothing, and every other its value', async () => {
    const record = records[0] ?? firstRecord();
    const { present, values } = vectorOf(record);
    for (const [column, feature] of featuresOf(scored(await readmission.assess(record, session))).entries()) {
      if (present[column] === 0) expect(feature).toMatchObject({ value: null, contribution: 0 });
      else expect(feature.value).toBeCloseTo(values[column] ?? Number.NaN, 3);
    }
  });

  it('reports probabilities that belong together', async () => {
    for (const record of records) {
      const { risk, interval, survival, horizonDays } = scored(await readmission.assess(record, session));
      expect(survival.map(({ day }) => day)).toEqual(
        Array.from({ length: horizonDays + 1 }, (_, day) => day),
      );
      const probabilities = survival.map(({ probability }) => probability);
      expect(probabilities[0]).toBe(1);
      expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
      expect(1 - (probabilities.at(-1) ?? 0)).toBeCloseTo(risk, 12);
      expect(1 - (survival.at(-1)?.low ?? 0)).toBeCloseTo(interval.high, 12);
      expect(interval.low).toBeLessThanOrEqual(interval.high);
    }
  });

  it('is the same at the second call, and the same as the worklist says', async () => {
    const done: number[] = [];
    const screened = await screen(records.map(vectorOf), session, (count) => done.push(count));
    expect(done.at(-1)).toBe(records.length);
    for (const [index, record] of records.entries()) {
      const report = scored(await readmission.assess(record, session));
      expect(scored(await readmission.assess(record, session)).risk).toBe(report.risk);
      expect(screened[index]?.risk).toBeCloseTo(report.risk, 6);
      expect(screened[index]?.band).toBe(report.band);
    }
  });

  it('carries a receipt with the resources of each input', async () => {
    const { provenance } = scored(await readmission.assess(firstRecord(), session));
    expect(provenance).toMatchObject({
      model: {
        id: 'readmission',
        graphs: Object.fromEntries(session.manifest.graphs.map(({ name, file }) => [name, file.sha256])),
      },
      backend: 'wasm',
      simulatedTraining: session.manifest.training.simulated,
    });
    const potassium = provenance.inputs.find(({ feature }) => feature === 'potassium.last');
    expect(potassium?.from[0]?.reference).toMatch(/^Observation\//);
  });

  it('says when the score looks back', async () => {
    const record = firstRecord();
    const at = atOf(record);
    if (!at) throw new Error('no time of prediction');
    const latest = (days: number) => ({ ...at, ms: at.ms + days * DAY_MS });
    const later = async (days: number) =>
      scored(await readmission.assess({ ...record, latest: latest(days) }, session)).retrospective;
    expect([await later(30), await later(31)]).toEqual([false, true]);
  });

  it('stops when aborted', async () => {
    await expect(
      readmission.assess(firstRecord(), session, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('the parts of a risk', () => {
  it('belongs to the band whose threshold it reaches', () => {
    const bands = { intermediate: 0.1, high: 0.2, rule: '' };
    expect([0.0999, 0.1, 0.1999, 0.2].map((risk) => bandOf(risk, bands))).toEqual([
      'low',
      'intermediate',
      'intermediate',
      'high',
    ]);
  });

  it('interpolates quantiles between members', () => {
    expect([0, 0.05, 0.5, 1].map((p) => quantileOfSorted([1, 2, 3, 5], p))).toEqual([1, 1.15, 2.5, 5]);
  });
});

describe('what is missing', () => {
  it('lists a measure without results, with the risk that plausible values would give', async () => {
    const without = withSeries(firstRecord(), { potassium: [] });
    const report = scored(await readmission.assess(without, session));
    const gap = report.missing.find(({ measure }) => measure === 'potassium');
    expect(gap).toMatchObject({
      reason: 'never-recorded',
      features: expect.arrayContaining(['potassium.last']),
    });
    const quantiles = session.manifest.quantiles['potassium.last'];
    expect(gap?.effect?.at.map(({ value }) => value)).toEqual([
      quantiles?.p10,
      quantiles?.p50,
      quantiles?.p90,
    ]);

    // The same patient with that very result on the chart must get that very risk.
    const hours = session.manifest.quantiles['potassium.hours-since']?.p50 ?? 0;
    const discharge = without.admission?.end;
    if (!discharge || !quantiles) throw new Error('nothing to compare');
    const result = {
      reference: 'Observation/supposed',
      time: { ...discharge, ms: discharge.ms - hours * 3_600_000 },
      recorded: 'supposed',
      value: quantiles.p50,
    };
    const measured = withSeries(without, { potassium: [result as never] });
    const { risk } = scored(await readmission.assess(measured, session));
    expect(gap?.effect?.at[1]?.risk).toBeCloseTo(risk, 5);
    expect(risk).not.toBe(report.risk);
  });

  it('does not miss BNP beside NT-proBNP, nor a trend alone', async () => {
    const record = withSeries(firstRecord(), { bnp: [], 'nt-probnp': [] });
    const measures = async (changed: SimulatedRecord) =>
      scored(await readmission.assess(changed, session)).missing.map(({ measure }) => measure);
    expect(await measures(record)).toContain('nt-probnp');
    expect(await measures(record)).not.toContain('bnp');
    const at = atOf(record);
    if (!at) throw new Error('no time of prediction');
    const result = { reference: 'Observation/one', time: at, recorded: '900 pg/mL', value: 900 };
    const listed = await measures(withSeries(record, { 'nt-probnp': [result as never] }));
    expect(listed).not.toContain('bnp');
    expect(listed).not.toContain('nt-probnp');
  });
});

describe('no score', () => {
  it('gives reasons and gaps, and asks nothing of the model', async () => {
    const record = firstRecord();
    const unknown: SimulatedRecord = { ...record, patient: { ...record.patient, birthDate: null } };
    const unasked = { ...session, run: () => Promise.reject(new Error('asked')) };
    const report = await readmission.assess(withSeries(unknown, { sodium: [] }), unasked);
    if (report.status !== 'unscored') throw new Error('scored without an age');
    expect(report.reasons[0]?.code).toBe('not-eligible');
    expect(report.missing.find(({ measure }) => measure === 'sodium')).toMatchObject({ effect: null });
  });
});

const synthea = new URL('../../../../shared/data/fhir/synthea-r4/', import.meta.url);

describe.skipIf(!existsSync(synthea))('Synthea charts (skipped where ../shared/data is absent)', () => {
  it('each give a score with its receipt, or the reasons why not', { timeout: 300_000 }, async () => {
    const names = readdirSync(synthea).filter((name) => name.endsWith('.json.gz'));
    const files = names.map((name) => ({ name, bytes: readFileSync(new URL(name, synthea)) }));
    let patients = 0;
    for (const file of files) {
      for (const chart of (await readFiles([file])).charts) {
        patients += 1;
        const report = await readmission.assess(readRecord(chart), session);
        if (report.status === 'unscored') expect(report.reasons.length).toBeGreaterThan(0);
        else expectSums(report);
      }
    }
    // Hospitals and practitioners have files of their own.
    expect(patients).toBeGreaterThan(names.length - 5);
  });
});

describe('assess, without a hospital stay', () => {
  it('calls nothing missing that the chart holds', async () => {
    const stayless = firstRecord();
    const { ehr } = stayless.slices;
    if (!ehr) throw new Error('no record slice');
    const record = {
      ...stayless,
      admission: null,
      slices: { ...stayless.slices, ehr: { ...ehr, stays: [] } },
    };
    const report = await readmission.assess(record, session);
    expect(report.status).toBe('unscored');
    const missing = report.missing.map(({ measure }) => measure);
    expect(missing).not.toContain('potassium');
    const without = await readmission.assess(withSeries(record, { potassium: [] }), session);
    expect(without.missing.map(({ measure }) => measure)).toContain('potassium');
  });
});
