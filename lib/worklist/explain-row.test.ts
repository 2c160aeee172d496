import { afterAll, describe, expect, it } from 'vitest';
import type { Scored } from '#lib/contract/risk-report.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { explainRow } from '#lib/fusion/explain-row.ts';
import { reasonsOf } from '#lib/fusion/reasons.ts';
import { screen } from '#lib/fusion/screen.ts';
import { survivalSession } from '#lib/fusion/survival-outputs.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { toWorklistRow } from './worklist-row.ts';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());
const { manifest } = survivalSession(session);

async function both(index: number) {
  const charts = new BundleIndex();
  charts.add(simulatePatient(1, index).bundle);
  const [chart] = charts.build().charts;
  if (!chart) throw new Error(`no chart of simulated patient ${index}`);
  const record = readRecord(chart);
  const report = await readmission.assess(record, session);
  const { input, notRead } = toWorklistRow(record, manifest);
  return { report, input, notRead };
}

const widest = ({ missing, missingSources, risk }: Scored) =>
  [
    ...missing.flatMap(({ measure, effect }) => {
      const moved = effect?.at.map((point) => point.risk - risk) ?? [];
      return moved.length === 0 ? [] : [{ measure, low: Math.min(...moved), high: Math.max(...moved) }];
    }),
    ...missingSources.map(({ source: measure, range }) => ({ measure, low: range.low, high: range.high })),
  ].toSorted((a, b) => b.high - b.low - (a.high - a.low))[0];

describe('explainRow', () => {
  it('says of a row what the report says of the whole chart', async () => {
    let compared = 0;
    for (let index = 0; index < 8; index += 1) {
      const { report, input, notRead } = await both(index);
      if (report.kind !== 'survival' || report.status !== 'scored' || !input) continue;
      const [risk] = await screen([input], session);
      expect(risk?.risk).toBeCloseTo(report.risk, 6);
      expect(risk?.survival.at(-1)).toBeCloseTo(1 - report.risk, 6);
      const { reasons, worthMeasuring } = await explainRow(input, session, {
        nothingToMeasure: readmission.nothingToMeasure,
        notRead,
      });
      const { findings } = reasonsOf(report);
      expect(reasons.map(({ short }) => short)).toEqual(findings.slice(0, 3).map(({ short }) => short));
      expect(reasons[0]?.points).toBeCloseTo(findings[0]?.points ?? Number.NaN, 5);
      expect(worthMeasuring?.measure).toBe(widest(report)?.measure);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(4);
  });
});
