import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosenLandmark } from '#lib/fusion/chosen-landmark.ts';
import { survivalSession } from '#lib/fusion/survival-outputs.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { readChartFiles } from '../chart-files.ts';
import { nodeFiles } from '../node-files.ts';
import { openModel } from '../picture-networks.ts';
import { writeCohort } from '../simulation-folder.ts';
import { predictRows, risksOf } from './predict-rows.ts';
import { readRows } from './read-rows.ts';

const request = {
  cohort: 'hf',
  patients: 6,
  seed: 4711,
  modalities: ['ehr', 'wearables', 'genomics'],
  shortcut: 0,
  interaction: 0,
} as const;
const DAY = 2;

const out = await mkdtemp(join(tmpdir(), 'evaluation-'));
const opened = await openModel(readmission.folder);
afterAll(async () => {
  await opened.close();
  await rm(out, { recursive: true });
});

/** The risk of each patient as a report states it, by FHIR id; whoever gets none is left out. */
async function reported(): Promise<Map<string, number>> {
  const risks = new Map<string, number>();
  for await (const { charts } of readChartFiles([join(out, 'bundles-00000.ndjson.gz')]))
    for (const chart of charts) {
      const record = await readWholeRecord(chart, nodeFiles(chart), { siteMap: null });
      const own = readmission.landmark(record);
      const landmark = chosenLandmark({ kind: 'days-after', days: DAY }, own, record);
      const report = await readmission.assess(record, opened, { landmark, weekLater: true });
      if (report.status === 'scored') risks.set(record.patient.id, report.risk);
    }
  return risks;
}

describe('readRows', () => {
  beforeAll(() => writeCohort({ ...request, out, workers: 1 }, () => undefined));

  it('reads what gives each patient the risk of their report', async () => {
    const session = survivalSession(opened);
    const features = session.manifest.inputs.features.map(({ id }) => id);
    const asked = { images: null, model: readmission.id, features, days: [DAY] };
    const patients = await readRows(out, 2, asked, () => undefined);
    const rows = patients.flatMap(({ rows: [row] }) => row ?? []);
    const risks = risksOf(await predictRows(session, rows));
    const expected = await reported();
    expect(patients.map(({ patient }) => patient)).toEqual([...expected.keys()].toSorted());
    for (const [index, { patient }] of patients.entries())
      expect(risks[index]).toBeCloseTo(expected.get(patient) ?? Number.NaN, 6);
  });
});
