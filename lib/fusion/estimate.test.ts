import { afterAll, describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Estimated, EstimateReport } from '#lib/contract/estimate-report.ts';
import { filesOf } from '#lib/contract/files.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import { isTensor } from '#lib/contract/modality.ts';
import { inputsOf } from '#lib/contract/model-inputs.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { memorySource } from '#lib/inference/fixtures/memory-source.ts';
import { estimatesOf, filmModel, twoGraphModel } from '#lib/inference/fixtures/small-models.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { openSession } from '#lib/inference/open-session.ts';
import { dischargeOf } from '#lib/modalities/ehr/fixtures/discharge.ts';
import { chartOf, encounter, patient, potassium, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { modalityIds, ownInputs, specsOf, tensorSpecsOf } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { describeStudy, renderStudy } from '#lib/simulator/imaging/study.ts';
import { type EstimateModel, estimate } from './estimate.ts';
import { tensorReader } from './read-tensor.ts';

const specs = specsOf(['ehr']);
const features = ['age', 'potassium.last'].flatMap((id) => specs.filter((spec) => spec.id === id));
const film = tensorSpecsOf(modalityIds).filter(({ id }) => id === 'radiograph.frontal');

async function sessionOf(model: ReturnType<typeof filmModel>) {
  const { files } = await model;
  return openSession(memorySource(files), ownInputs(), 'wasm');
}
const session = await sessionOf(twoGraphModel({ inputs: inputsOf(features, []) }));
const filmSession = await sessionOf(filmModel(inputsOf(features, film)));
afterAll(async () => {
  await session.close();
  await filmSession.close();
});

const model: EstimateModel = {
  id: 'small',
  folder: '/models/small/1',
  landmark: (record): Landmark => {
    const at = dischargeOf(record);
    return at
      ? { at, name: 'discharge' }
      : { at: null, name: 'discharge', because: 'There is no inpatient stay.' };
  },
  reasonsAgainst: ({ patient: { sex } }) =>
    sex === null ? [{ code: 'not-eligible', severity: 'error', message: 'The sex is not known.' }] : [],
};

const stay = encounter('e', '2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z');
const recordOf = (...resources: Resource[]) => readRecord(chartOf([patient, ...resources]));
const known = recordOf(stay, potassium('k', '2026-03-06T00:00:00Z', 4));

function estimated(report: EstimateReport): Estimated {
  if (report.status === 'scored') return report;
  throw new Error(report.reasons.map(({ message }) => message).join(' '));
}
const valuesOf = (report: EstimateReport) => estimated(report).estimates.map(({ value }) => value);
const messagesOf = (report: EstimateReport) =>
  report.status === 'unscored' ? report.reasons.map(({ message }) => message) : [];

describe('estimate, on a model of two features', () => {
  it('gives each number with its label, unit and decimals, as the graph computes it', async () => {
    const report = estimated(await estimate(model, known, session));
    const [first, second] = estimatesOf(75, 4);
    expect(report.estimates).toEqual([
      { id: 'one', label: 'The first', unit: '1', decimals: 1, value: first },
      { id: 'other', label: 'The second', unit: 'kg', decimals: 2, value: second },
    ]);
    expect(report).toMatchObject({
      kind: 'estimate',
      patientId: 'p',
      atName: 'discharge',
      at: { recorded: '2026-03-09T00:00:00Z' },
      missing: [],
      issues: known.issues,
    });
  });

  it('carries a receipt with every graph of the model and the resources that were read', async () => {
    const { provenance } = estimated(await estimate(model, known, session));
    const { graphs, contract } = session.manifest;
    expect(provenance).toMatchObject({
      model: { id: 'small', version: '1' },
      contract,
      backend: 'wasm',
      simulatedTraining: true,
    });
    expect(provenance.model.graphs).toEqual(
      Object.fromEntries(graphs.map(({ name, file }) => [name, file.sha256])),
    );
    expect(Object.keys(provenance.model.graphs)).toEqual(['estimate', 'encoder']);
    expect(provenance.inputs.find(({ feature }) => feature === 'potassium.last')?.from).toMatchObject([
      { reference: 'Observation/k' },
    ]);
  });

  it('marks a missing feature missing, names it, and answers from the rest', async () => {
    const report = await estimate(model, recordOf(stay), session);
    expect(valuesOf(report)).toEqual([10 + 75, 20 + 37.5]);
    expect(report.missing).toMatchObject([
      { input: 'potassium.last', reason: 'never-recorded', detail: expect.stringMatching(/\.$/) },
    ]);
  });

  it('reads at a chosen time what was known then', async () => {
    const record = recordOf(
      stay,
      potassium('a', '2026-03-03T00:00:00Z', 3),
      potassium('b', '2026-03-06T00:00:00Z', 5),
    );
    const landmark: Landmark = { at: instant(Date.parse('2026-03-04T00:00:00Z')), name: 'the chosen time' };
    const chosen = await estimate(model, record, session, { landmark });
    expect([valuesOf(chosen), chosen.atName]).toEqual([estimatesOf(75, 3), 'the chosen time']);
    expect(valuesOf(await estimate(model, record, session))).toEqual(estimatesOf(75, 5));
  });

  it('says why there is no estimate, and asks nothing of the model', async () => {
    const unasked = { ...session, run: () => Promise.reject(new Error('asked')) };
    const stayless = await estimate(model, recordOf(potassium('k', '2026-03-06', 4)), unasked);
    expect([stayless.status, stayless.at]).toEqual(['unscored', null]);
    expect(messagesOf(stayless)[0]).toBe('There is no inpatient stay.');
    const sexless = readRecord(chartOf([{ ...patient, gender: 'other' }, stay]));
    expect(messagesOf(await estimate(model, sexless, unasked))).toEqual(['The sex is not known.']);
    const unknown = readRecord(chartOf([{ ...patient, birthDate: 'unknown' }, stay]));
    expect(messagesOf(await estimate(model, unknown, unasked))).toEqual([
      'None of the inputs of the model is on the chart.',
    ]);
  });

  it('rejects when aborted, and for a session of another kind of model', async () => {
    await expect(estimate(model, known, session, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const survival = await openNodeSession(modelFolder, ownInputs());
    await expect(estimate(model, known, survival)).rejects.toThrow('which gives no estimates');
    await survival.close();
  });
});

const contents = { modalities: new Set(['ehr', 'imaging'] as const), shortcut: 0 };

/** The model's answer at the end of a simulated patient's chart, and the mean of the radiograph that it was given. */
async function askWithFilms(index: number): Promise<{ report: EstimateReport; mean: number }> {
  const { bundle, studies, id } = simulateMember({ cohort: 'hf', seed: 1 }, index, contents);
  const charts = new BundleIndex();
  charts.add(bundle);
  const [record] = charts.build().charts.map((chart) => readRecord(chart));
  if (!record?.latest) throw new Error('nothing is dated');
  const encode = await loadJpegEncoder();
  const readTensor = tensorReader(
    filesOf(id, {
      instance: async ({ instance }) => {
        const study = studies.find((one) => describeStudy(one).uids.instance === instance);
        return study ? new Blob([Uint8Array.from(renderStudy(study, encode))]) : null;
      },
    }),
  );
  const landmark: Landmark = { at: record.latest, name: 'latest entry' };
  const report = await estimate(model, record, filmSession, { landmark, readTensor });
  const { outcome } = await readTensor(record, record.latest, 'radiograph.frontal');
  const data = isTensor(outcome) ? outcome.tensor.data : Float32Array.of(Number.NaN);
  return { report, mean: data.reduce((sum, value) => sum + value, 0) / data.length };
}

describe('estimate, on a model of a radiograph and two features', () => {
  it('has no answer without the picture, and says so with its name', async () => {
    const report = await estimate(model, known, filmSession);
    expect(report.status).toBe('unscored');
    expect(messagesOf(report)).toEqual([expect.stringMatching(/^Frontal chest radiograph: .+\.$/)]);
    expect(report.missing).toMatchObject([
      { input: 'radiograph.frontal', label: 'Frontal chest radiograph' },
    ]);
  });

  it('reads the pixels of simulated patients and puts them through the graph', async () => {
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map(askWithFilms));
    const read = answers.filter(({ report }) => report.status === 'scored');
    expect(read.length).toBeGreaterThan(0);
    for (const { report, mean } of read) {
      expect(mean).toBeGreaterThan(0);
      expect(valuesOf(report)[0]).toBeCloseTo(mean, 4);
      const { provenance } = estimated(report);
      const receipt = provenance.inputs.find(({ feature }) => feature === 'radiograph.frontal');
      expect(receipt?.from[0]?.reference).toMatch(/^ImagingStudy\//);
    }
    for (const { report } of answers)
      for (const message of messagesOf(report)) expect(message).toMatch(/^Frontal chest radiograph: /);
  });
});
