import { afterAll, describe, expect, it } from 'vitest';
import { type Files, filesOf } from '#lib/contract/files.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { readFindings } from '#lib/fusion/read-findings.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { screen } from '#lib/fusion/screen.ts';
import { survivalSession } from '#lib/fusion/survival-outputs.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { chartOf, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { pictureNumber } from '#lib/modalities/header.ts';
import { ownInputs, type Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { readmission } from '#lib/models/readmission/model.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { describeStudy, renderStudy } from '#lib/simulator/imaging/study.ts';
import { readRowPictures } from './read-row-pictures.ts';
import { toWorklistRow } from './worklist-row.ts';

const session = await openNodeSession(modelFolder, ownInputs());
const networks = await Promise.all(
  ['radiograph-findings', 'echo-findings'].map((id) =>
    openNodeSession(modelFolder.replace(/readmission.2$/, `${id}/1`), ownInputs()),
  ),
);
afterAll(() => Promise.all([session, ...networks].map((one) => one.close())));
const { manifest } = survivalSession(session);

/** A simulated patient whose score may be asked for, with the pictures that are on the chart. */
async function somebodyWithPictures() {
  const contents = { modalities: new Set(['ehr', 'imaging'] as const), shortcut: 0 };
  for (let index = 0; index < 40; index += 1) {
    const { bundle, studies } = simulateMember({ cohort: 'hf', seed: 4711 }, index, contents);
    if (studies.length < 2) continue;
    const resources = (bundle.entry ?? []).flatMap(({ resource }) =>
      resource ? [resource as Resource] : [],
    );
    const record = readRecord(chartOf(resources));
    if (toWorklistRow(record, manifest).pictures === null) continue;
    const encode = await loadJpegEncoder();
    const files = new Map(
      studies.map((study) => [
        describeStudy(study).uids.instance,
        new Uint8Array(renderStudy(study, encode)),
      ]),
    );
    return { record, files };
  }
  throw new Error('nobody has pictures');
}

const { record, files } = await somebodyWithPictures();

function reading({ patient }: PatientRecord<Slices>, instance: Files['instance']) {
  const recordNumber = pictureNumber(patient);
  return { networks, manifest, readTensor: tensorReader(filesOf(patient.id, { recordNumber, instance })) };
}

const fromArchive: Files['instance'] = async ({ instance }) => {
  const file = files.get(instance);
  return file ? new Blob([file]) : null;
};

describe('the pictures of a row', () => {
  const listed = toWorklistRow(record, manifest);

  it('are marked, and sent as far as networks read them', () => {
    expect(listed.notRead).toEqual(expect.arrayContaining(['radiograph', 'echo']));
    expect(listed.refused).toEqual([]);
    const sent =
      listed.pictures?.studies.flatMap(({ series }) => series.flatMap((one) => one.instances)) ?? [];
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(sent.every(({ uid }) => files.has(uid))).toBe(true);
  });

  it('give what the whole record gives: input, gaps and risk', async () => {
    const row = await readRowPictures(listed, reading(record, fromArchive));
    const landmark = readmission.landmark(record);
    const question = { times: landmark.at ? [landmark.at] : [], ...reading(record, fromArchive) };
    const whole = await readFindings(record, networks, question);
    const expected = toWorklistRow(whole, manifest);
    expect(row.input).toEqual(expected.input);
    expect(row.input).not.toEqual(listed.input);
    expect([row.gaps, row.notRead]).toEqual([expected.gaps, expected.notRead]);
    expect([row.pictures, row.refused]).toEqual([null, []]);
    const report = await readmission.assess(whole, session);
    if (report.kind !== 'survival' || report.status !== 'scored' || !row.input) throw new Error('no score');
    const [risk] = await screen([row.input], session);
    expect(risk?.risk).toBeCloseTo(report.risk, 6);
  });

  it('leave the row as it is where they cannot be had, or may be another patient’s, and say why', async () => {
    const [other, lost] = ['other', 'lost'].map((id) => ({ ...record, patient: { ...record.patient, id } }));
    if (!other || !lost) throw new Error('nobody');
    const row = toWorklistRow(lost, manifest);
    const missing = await readRowPictures(
      row,
      reading(lost, async () => null),
    );
    expect(missing.input).toEqual(row.input);
    expect(missing.notRead).toEqual([]);
    expect(missing.refused).toEqual([
      expect.stringContaining('no archive at hand holds it'),
      expect.stringContaining('no archive at hand holds it'),
    ]);
    const stranger = { ...other, patient: { ...other.patient, mrn: 'SOMEBODY ELSE' } };
    const refused = await readRowPictures(toWorklistRow(stranger, manifest), reading(stranger, fromArchive));
    expect(refused.input).toEqual(listed.input);
    expect(refused.refused[0]).toContain('it may be another patient’s');
  });

  it('are not asked for twice, nor where nothing would change', async () => {
    const nobody = reading(record, () => Promise.reject(new TypeError('asked')));
    const once = await readRowPictures(listed, reading(record, fromArchive));
    expect(await readRowPictures(once, nobody)).toBe(once);
    expect((await readRowPictures(listed, nobody)).input).toEqual(once.input);
  });

  it('are read no more when the reader leaves', async () => {
    const later = { ...record, patient: { ...record.patient, id: 'later' } };
    const row = toWorklistRow(later, manifest);
    const asked = readRowPictures(row, reading(later, fromArchive), AbortSignal.abort());
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
