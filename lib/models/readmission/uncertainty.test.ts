import { afterAll, describe, expect, it } from 'vitest';
import { rangeAfter } from '#lib/fusion/risk-range.ts';
import { toBatch } from '#lib/fusion/rows.ts';
import { predict } from '#lib/fusion/survival-outputs.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { openReadmission, scored } from './fixtures/assessed.ts';
import { readmission } from './model.ts';

const { session, ids, vectorOf, eligible, wholeOf, close } = await openReadmission();
afterAll(close);
/** Some with a week at home, some without; the sixth has every source. */
const records = eligible(
  Array.from({ length: 8 }, (_, index) => simulateMember({ cohort: 'hf', seed: 1 }, index, EVERYTHING)),
);

describe('what a risk is uncertain of', () => {
  it('follows the log-hazard as the hazards do, that are proportional', async () => {
    const vectors = records.map(vectorOf);
    const { logHazard, survival, days } = await predict(session, toBatch(vectors));
    const riskAt = (row: number) => 1 - (survival[row * days + days - 1] ?? Number.NaN);
    for (const row of vectors.keys()) {
      const shift = (logHazard[row] ?? Number.NaN) - (logHazard[0] ?? Number.NaN);
      expect(rangeAfter(riskAt(0), { low: shift, high: shift }).high).toBeCloseTo(riskAt(row), 5);
    }
  });

  it('names each source that is missing, with why, and asks nobody for a week at home at discharge', async () => {
    const { sources } = session.manifest;
    for (const record of records) {
      const { present } = vectorOf(record);
      const report = scored(await readmission.assess(record, session, { weekLater: true }));
      const missing = sources.filter(({ features }) =>
        features.every((id) => present[ids.indexOf(id)] === 0),
      );
      const asked = missing.filter(({ id }) => id !== 'wearables' || report.atName !== 'discharge');
      expect(report.missingSources.map(({ source }) => source).toSorted()).toEqual(
        asked.map(({ id }) => id).toSorted(),
      );
      const widths = report.missingSources.map(({ range }) => range.high - range.low);
      expect(widths).toEqual(widths.toSorted((a, b) => b - a));
      const measures = new Set(missing.flatMap(({ features }) => features));
      expect(report.missing.filter(({ features }) => features.some((id) => measures.has(id)))).toEqual([]);
    }
  });

  it('tells how far a network may be off, where its value is the one in use', async () => {
    const report = scored(await readmission.assess(wholeOf(records), session, { weekLater: true }));
    const unsure = report.spreads.map(({ feature }) => feature);
    expect(unsure).toContain('radiograph.cardiothoracic-ratio');
    expect(unsure).toContain('echo.end-diastolic-volume');
    // The report of the echo has an ejection fraction, and a presence has no spread.
    expect(unsure).not.toContain('echo.ejection-fraction');
    expect(unsure).not.toContain('radiograph.consolidation');
    for (const { low, high } of report.spreads) expect(low).toBeLessThanOrEqual(high);
  });

  it('bounds the time without a readmission by the threshold of the clock', async () => {
    for (const record of records) {
      const report = scored(await readmission.assess(record, session, { weekLater: true }));
      const clock = report.atName === 'discharge' ? 'discharge' : 'home';
      const threshold = session.manifest.conformal.thresholds[clock];
      const promised = report.survival.filter(({ probability }) => 1 - probability <= threshold);
      expect(report.readmissionFree).toEqual({ level: 0.9, day: promised.at(-1)?.day, thresholdOf: clock });
    }
  });
});
