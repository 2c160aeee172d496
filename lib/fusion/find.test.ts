import { afterAll, describe, expect, it } from 'vitest';
import { type Files, filesOf } from '#lib/contract/files.ts';
import type { FindingsReport, PictureRead } from '#lib/contract/findings-report.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { smallFindingsModel } from '#lib/inference/fixtures/findings-model.ts';
import { memorySource } from '#lib/inference/fixtures/memory-source.ts';
import { openSession } from '#lib/inference/open-session.ts';
import { chartOf, observation, quantity, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { pictureNumber } from '#lib/modalities/header.ts';
import { ownInputs, type Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { describeStudy, renderStudy } from '#lib/simulator/imaging/study.ts';
import { findInPicture } from './find.ts';
import { tensorReader } from './read-tensor.ts';

async function sessionWith(limit?: number) {
  const { files } = await smallFindingsModel(limit);
  return openSession(memorySource(files), ownInputs(), 'wasm');
}
const session = await sessionWith();
const strict = await sessionWith(0.5);
afterAll(async () => {
  await session.close();
  await strict.close();
});

const contents = { modalities: new Set(['ehr', 'imaging'] as const), shortcut: 0 };

/** A simulated patient with a film, with more on the chart than was simulated. */
function withFilm(index: number, more: (patient: string, study: string) => readonly Resource[] = () => []) {
  const { bundle, studies, id } = simulateMember({ cohort: 'hf', seed: 4711 }, index, contents);
  const film = studies.find(({ kind }) => kind === 'chest-radiograph');
  if (!film) throw new Error('no film');
  const { instance } = describeStudy(film).uids;
  const resources = (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource as Resource] : []));
  const study = resources.find(
    (one) => JSON.stringify(one).includes(instance) && one.resourceType === 'ImagingStudy',
  );
  const record = readRecord(chartOf([...resources, ...more(id, `ImagingStudy/${study?.id}`)]));
  return { record, instance, film };
}

/** The record's files; `file` is what comes for every picture that is asked for. */
const filesWith = (record: PatientRecord<Slices>, instance: Files['instance']): Files =>
  filesOf(record.patient.id, { recordNumber: pictureNumber(record.patient), instance });
const answering = (record: PatientRecord<Slices>, file: Uint8Array<ArrayBuffer>) => ({
  readTensor: tensorReader(filesWith(record, async () => new Blob([file]))),
});

function read(report: FindingsReport): PictureRead {
  if (report.status === 'scored') return report;
  throw new Error(report.reasons.map(({ message }) => message).join(' '));
}
const reasonsOf = (report: FindingsReport) =>
  report.status === 'unscored' ? report.reasons.map(({ message }) => message) : [];
const unasked = (why: string): ModelSession => ({
  ...session,
  run: () => Promise.reject(new Error(why)),
});

const patient = withFilm(2);
const file = new Uint8Array(renderStudy(patient.film, await loadJpegEncoder()));

describe('findings of a picture', () => {
  it('name the picture, its time and the network, and stand in their units with a range', async () => {
    const { record, instance } = patient;
    const report = read(await findInPicture(record, session, answering(record, file)));
    const [ratio, , effusion] = report.findings;
    if (ratio?.network?.status !== 'read' || effusion?.network?.status !== 'read')
      throw new Error('not read');
    expect(ratio.network.value).toBeGreaterThan(0.1);
    expect(ratio.network.range?.high).toBeCloseTo(ratio.network.value + 1.6449 * 0.02, 5);
    expect(effusion.network).toMatchObject({ spread: null, range: null });
    expect(ratio).toMatchObject({ inUse: 'network', measured: null, difference: null });
    expect(report.picture).toMatchObject({ instance, passedOver: [], stated: [] });
    expect(report.picture.time).not.toBeNull();
    expect(report.novelty).toEqual({ value: expect.closeTo(1, 2), limit: 1.5 });
    expect(report.provenance).toMatchObject({
      model: { id: 'film-findings', version: '1' },
      simulatedTraining: true,
      inputs: [{ feature: 'radiograph.frontal', from: [{ reference: report.picture.reference }] }],
    });
  });

  it('refuse a value that is not plausible', async () => {
    const { record } = patient;
    const report = read(await findInPicture(record, session, answering(record, file)));
    expect(report.findings[1]).toMatchObject({ id: 'beyond', inUse: null, network: { status: 'refused' } });
  });

  it('are none where the picture is unlike those of training, and the reason says how unlike', async () => {
    const { record } = patient;
    const report = await findInPicture(record, strict, answering(record, file));
    expect(report.findings.map(({ network, inUse }) => [network, inUse])).toEqual(
      Array.from({ length: 3 }, () => [null, null]),
    );
    expect(reasonsOf(report)).toEqual([expect.stringMatching(/unlike those .* 0\.50? is the limit/)]);
  });

  it('are none, with the reason, where the picture is not to be had, broken, another kind or another patient’s', async () => {
    const { record } = patient;
    const asked = { ...unasked('asked'), run: unasked('asked').run };
    const because = async (instance: Files['instance']) =>
      reasonsOf(
        await findInPicture(record, asked, { readTensor: tensorReader(filesWith(record, instance)) }),
      );
    expect(await because(async () => null)).toEqual([expect.stringContaining('no archive at hand holds it')]);
    expect(await because(async () => new Blob(['no picture']))).toHaveLength(1);
    const knee = Buffer.from(file).toString('latin1').replace('CHEST ', 'KNEE  ');
    expect(await because(async () => new Blob([Buffer.from(knee, 'latin1')]))).toEqual([
      expect.stringContaining('it is not said to show the chest'),
    ]);
    const other = { ...record, patient: { ...record.patient, mrn: 'SOMEBODY ELSE' } };
    expect(reasonsOf(await findInPicture(other, session, answering(other, file)))).toEqual([
      expect.stringContaining('it may be another patient’s'),
    ]);
    const empty = readRecord(chartOf([{ resourceType: 'Patient', id: 'p' }]));
    expect(reasonsOf(await findInPicture(empty, asked))).toEqual(['Nothing on the chart has a date.']);
  });

  it('are asked for once a picture: nothing is fetched or run again', async () => {
    const { record } = withFilm(2);
    const fresh = { ...session };
    const first = read(await findInPicture(record, fresh, answering(record, file)));
    fresh.run = () => Promise.reject(new Error('run again'));
    const nothing = { readTensor: () => Promise.reject(new Error('fetched again')) };
    const again = read(await findInPicture(record, fresh, nothing));
    expect([again.findings, again.picture]).toEqual([first.findings, first.picture]);
    await expect(findInPicture(record, { ...session }, nothing)).rejects.toThrow('fetched again');
    const other = { ...record, patient: { ...record.patient, id: 'other' } };
    await expect(findInPicture(other, fresh, nothing)).rejects.toThrow('fetched again');
  });

  it('are read once for two who ask in the same moment, and still for the second when the first leaves', async () => {
    const { record } = withFilm(5);
    let fetched = 0;
    const readTensor = tensorReader(
      filesWith(record, async () => {
        fetched += 1;
        return null;
      }),
    );
    const twice = () => Promise.all([0, 1].map(() => findInPicture(record, session, { readTensor })));
    const [one, other] = await twice();
    expect([one?.status, other?.status, fetched]).toEqual(['unscored', 'unscored', 1]);
    const leaving = new AbortController();
    const left = findInPicture(record, session, { readTensor, signal: leaving.signal });
    const stayed = findInPicture(record, session, { readTensor });
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    expect((await stayed).status).toBe('unscored');
  });

  it('stop when aborted, and keep nothing', async () => {
    const { record } = patient;
    const fresh = { ...session };
    const question = { ...answering(record, file), signal: AbortSignal.abort() };
    await expect(findInPicture(record, fresh, question)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(
      findInPicture(record, fresh, { readTensor: () => Promise.reject(new Error('asked')) }),
    ).rejects.toThrow('asked');
  });
});

describe('what was measured', () => {
  const ratioOf = (patientId: string, study: string, more: object) => ({
    ...observation('ctr', '', '2026-01-01', {
      code: { coding: [{ system: 'urn:consilium:measurement', code: 'CTR' }] },
      derivedFrom: [{ reference: study }],
      ...quantity(0.61, '1'),
      ...more,
    }),
    subject: { reference: `Patient/${patientId}` },
  });

  it('counts before what the network reads, with the difference, and stands where no picture can be read', async () => {
    const { record } = withFilm(2, (id, study) => [ratioOf(id, study, {})]);
    const report = read(await findInPicture(record, session, answering(record, file)));
    const [ratio] = report.findings;
    if (ratio?.network?.status !== 'read') throw new Error('not read');
    expect(ratio).toMatchObject({
      inUse: 'measured',
      measured: { value: 0.61, reference: 'Observation/ctr' },
    });
    expect(ratio.difference).toBeCloseTo(ratio.network.value - 0.61, 6);
    const without = await findInPicture(record, { ...session });
    expect(without.status).toBe('unscored');
    expect(without.findings[0]).toMatchObject({ inUse: 'measured', network: null, difference: null });
  });

  it('is not what a machine asserted, which would be the network’s own voice', async () => {
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'AIAST' }];
    const { record } = withFilm(2, (id, study) => [ratioOf(id, study, { meta: { security } })]);
    const report = await findInPicture(record, { ...session });
    expect(report.findings[0]).toMatchObject({ measured: null, inUse: null });
    expect(record.issues.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('a machine asserted it'),
    );
  });

  it('is not what was measured after the time that is asked about', async () => {
    const late = { effectiveDateTime: '2040-01-01' };
    const { record } = withFilm(2, (id, study) => [ratioOf(id, study, late)]);
    const landmark = { at: patient.record.latest, name: 'before it' };
    if (landmark.at === null) throw new Error('undated');
    const report = await findInPicture(
      record,
      { ...session },
      { landmark: { ...landmark, at: landmark.at } },
    );
    expect(report.findings[0]).toMatchObject({ measured: null });
  });
});
