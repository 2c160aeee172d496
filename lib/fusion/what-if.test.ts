import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Scored } from '#lib/contract/risk-report.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { answerWhatIf, risksOf } from './answer-what-if.ts';
import { survivalSession } from './survival-outputs.ts';
import {
  AS_IT_IS,
  isAsked,
  sourcesToLeave,
  supposedVector,
  vectorOfReport,
  withoutFeatures,
} from './what-if.ts';
import { slidersOf, stepOf } from './what-if-sliders.ts';

const opened = await openNodeSession(modelFolder, ownInputs());
const session = survivalSession(opened);
afterAll(() => opened.close());
const { manifest } = session;
const ids = manifest.inputs.features.map(({ id }) => id);

async function reportOf(index: number): Promise<Scored> {
  const charts = new BundleIndex();
  charts.add(simulatePatient(1, index).bundle);
  const [chart] = charts.build().charts;
  if (!chart) throw new Error('no chart');
  const report = await readmission.assess(readRecord(chart), session);
  if (report.status === 'unscored') throw new Error(report.reasons[0]?.message);
  return report;
}

const CHART = ids.filter((id) => id.endsWith('.last'));
const SOURCES = [
  { id: 'results', label: 'Results', features: ids.filter((id) => !id.includes('condition.')) },
  { id: 'problems', label: 'Problems', features: ids.filter((id) => id.includes('condition.')) },
];

const vectorOf = (report: Scored) => vectorOfReport(report, ids, manifest.sources);

describe('a question about a patient', () => {
  it('begins with what the report was made of, to the last digit of the risk', async () => {
    const report = await reportOf(0);
    const vector = vectorOf(report);
    const answer = await answerWhatIf(report, vector, session, readmission.nothingToMeasure);
    expect(answer).toEqual(report);
    expect(supposedVector(vector, manifest, SOURCES, AS_IT_IS)).toEqual(vector);
    expect(isAsked(AS_IT_IS)).toBe(false);
  });

  it('takes a source out whole: nothing of it is known, and the rest is as it was', async () => {
    const vector = vectorOf(await reportOf(0));
    const without = supposedVector(vector, manifest, SOURCES, { left: ['results'], supposed: { age: 50 } });
    for (const [column, id] of ids.entries())
      expect(without.present[column]).toBe(SOURCES[0]?.features.includes(id) ? 0 : vector.present[column]);
    const [all, none] = await risksOf([vector, without], session);
    expect(all).not.toBe(none);
    expect(sourcesToLeave(vector, SOURCES).map(({ id }) => id)).toEqual(['results', 'problems']);
    expect(sourcesToLeave(without, SOURCES)).toEqual([]);
  });

  it('moves one value and nothing else; an unknown one is supposed as old as is usual', async () => {
    const report = await reportOf(0);
    const vector = vectorOf(report);
    fc.assert(
      fc.property(fc.constantFrom(...CHART), fc.double({ min: 1, max: 90, noNaN: true }), (id, value) => {
        const asked = supposedVector(vector, manifest, SOURCES, { left: [], supposed: { [id]: value } });
        const moved = ids.filter((_, column) => asked.outcomes[column] !== vector.outcomes[column]);
        const column = ids.indexOf(id);
        expect(asked.values[column]).toBe(Math.fround(value));
        expect(moved.includes(id)).toBe(true);
        expect(moved.length).toBe(
          vector.present[column] === 1 || !ids.includes(id.replace('.last', '.hours-since')) ? 1 : 2,
        );
      }),
    );
  });

  it('says of a supposed value no longer who measured it', async () => {
    const report = await reportOf(0);
    const supposed = { left: [], supposed: { 'sodium.last': 140 } };
    const asked = supposedVector(vectorOf(report), manifest, SOURCES, supposed);
    const answer = await answerWhatIf(report, asked, session, readmission.nothingToMeasure);
    const from = (of: Scored) => of.provenance.inputs.find(({ feature }) => feature === 'sodium.last')?.from;
    expect(from(report)).not.toEqual([]);
    expect(from(answer)).toEqual([]);
  });

  it('cannot suppose what it left out', async () => {
    const vector = vectorOf(await reportOf(0));
    const asked = supposedVector(vector, manifest, SOURCES, {
      left: ['results'],
      supposed: { 'sodium.last': 140 },
    });
    expect(asked.present[ids.indexOf('sodium.last')]).toBe(0);
    expect(withoutFeatures(vector, []).values).toEqual(vector.values);
  });
});

describe('the sliders', () => {
  it('are measures that a reason stands on, in ranges that hold the value, and no diagnosis or drug', async () => {
    const report = await reportOf(0);
    const sliders = slidersOf(report, manifest, 5);
    expect(sliders).toHaveLength(5);
    for (const { feature, value, low, high, step } of sliders) {
      expect(feature).not.toMatch(/^(condition|medication|age|sex)/);
      // The ejection fraction may be supposed where nobody knows it.
      expect(value === null).toBe(feature === 'echo.ejection-fraction');
      expect(value ?? low).toBeGreaterThanOrEqual(low);
      expect(value ?? high).toBeLessThanOrEqual(high);
      expect((high - low) / step).toBeLessThanOrEqual(100);
      expect((high - low) / step).toBeGreaterThan(30);
    }
  });

  it('moves in round steps', () => {
    expect([stepOf(0, 100), stepOf(130, 145), stepOf(0.5, 3), stepOf(100, 12_000)]).toEqual([
      1, 0.2, 0.05, 200,
    ]);
  });
});
