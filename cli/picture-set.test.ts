import { expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { filesOf } from '#lib/contract/files.ts';
import { isTensor } from '#lib/contract/modality.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { planStudies } from '#lib/simulator/imaging/plan-studies.ts';
import { describeStudy, renderStudy } from '#lib/simulator/imaging/study.ts';
import { simulateChart } from '#lib/simulator/patient.ts';
import { type PictureRow, type PictureSetRequest, patientPictures } from './picture-set.ts';
import { widenFindings } from './wide-findings.ts';

// A patient who has both a film and a clip in the cohort of files.
const request: PictureSetRequest = { seed: 7401, patients: 1, wide: false };
const encode = await loadJpegEncoder();

async function picturesOf(asked: PictureSetRequest, index: number): Promise<PictureRow[]> {
  const rows: PictureRow[] = [];
  for await (const row of patientPictures(asked, index, encode)) rows.push(row);
  return rows;
}

it('gives the very tensors that the product reads from a patient’s files', async () => {
  const contents = { modalities: new Set(['ehr', 'imaging'] as const), shortcut: 0 };
  const member = simulateMember({ cohort: 'hf', seed: request.seed }, 0, contents);
  const index = new BundleIndex();
  index.add(member.bundle);
  const [chart] = index.build().charts;
  if (!chart) throw new Error('the bundle holds no chart');
  const record = readRecord(chart);
  const instance = async ({ instance: uid }: { readonly instance: string }) => {
    const study = member.studies.find((one) => describeStudy(one).uids.instance === uid);
    return study ? new Blob([new Uint8Array(renderStudy(study, encode))]) : null;
  };
  const readTensor = tensorReader(filesOf(record.patient.id, { instance }));
  const rows = await picturesOf(request, 0);
  expect(rows.map(({ id }) => id)).toEqual(['radiograph.frontal', 'echo.clip']);
  for (const { id, tensor } of rows) {
    const { outcome } = await readTensor(record, instant(Date.parse('2100-01-01T00:00:00Z')), id);
    if (!isTensor(outcome)) throw new Error(outcome.detail);
    expect(outcome.tensor.data).toEqual(tensor);
  }
});

it('widens the findings of about every second patient and leaves the others as they are', async () => {
  const studies = Array.from({ length: 200 }, (_, k) => planStudies(simulateChart(11, k), 0)).flat();
  const kept = studies.filter((study) => widenFindings(study) === study);
  expect(kept.length).toBeGreaterThan(160);
  expect(kept.length).toBeLessThan(240);
  const clips = studies.map(widenFindings).filter(({ kind }) => kind === 'echocardiogram');
  expect(clips.every(({ findings }) => 'ejectionFraction' in findings)).toBe(true);
});
