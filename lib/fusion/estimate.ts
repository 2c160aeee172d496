import type { Issue } from '#lib/clinical/issue.ts';
import type { EstimateReport, MissingEstimateInput } from '#lib/contract/estimate-report.ts';
import { type FeatureVector, isReading } from '#lib/contract/feature.ts';
import { filesOf } from '#lib/contract/files.ts';
import type { EstimateManifest } from '#lib/contract/manifest.ts';
import { isTensor, type TensorOutcome } from '#lib/contract/modality.ts';
import type { Model, Question } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { NamedTensors } from '#lib/contract/tensor.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { tensorReader } from './read-tensor.ts';
import { reportProvenance } from './report-parts.ts';
import { vectorise } from './vectorise.ts';

/** The graph that every model of kind `estimate` has. Its inputs: `values`, `present`, and each tensor by its id. */
const GRAPH = 'estimate';

/** What is special to a model that gives numbers with units. */
export type EstimateModel = Omit<Model<Slices, EstimateReport>, 'kind' | 'assess'>;

function missingInputs({ specs, outcomes }: FeatureVector, tensors: readonly TensorOutcome[]) {
  const all = [
    ...specs.map((spec, column) => ({ spec, outcome: outcomes[column] })),
    ...tensors.map(({ spec, outcome }) => ({ spec, outcome })),
  ];
  return all.flatMap(({ spec: { id, label }, outcome }): MissingEstimateInput[] => {
    if (outcome === undefined || !('missing' in outcome)) return [];
    const { missing: reason, detail, last } = outcome;
    return [{ input: id, label, reason, detail, last }];
  });
}

function inputsOf({ values, present }: FeatureVector, tensors: readonly TensorOutcome[]): NamedTensors {
  const shape = [1, values.length];
  const features =
    values.length === 0 ? {} : { values: { data: values, shape }, present: { data: present, shape } };
  const read = tensors.flatMap(({ spec, outcome }) =>
    isTensor(outcome) ? [[spec.id, { ...outcome.tensor, shape: [1, ...outcome.tensor.shape] }] as const] : [],
  );
  return { ...features, ...Object.fromEntries(read) };
}

const cannot = (message: string): Issue => ({ code: 'too-little-data', severity: 'error', message });

/** A missing feature is marked missing, but a graph cannot run without a picture, nor say anything of a patient of whom it knows nothing. */
function tooLittle(vector: FeatureVector, tensors: readonly TensorOutcome[]): readonly Issue[] {
  const gaps = tensors.flatMap(({ spec, outcome }) =>
    isTensor(outcome) ? [] : [cannot(`${spec.label}: ${outcome.detail}`)],
  );
  if (gaps.length > 0 || tensors.length > 0 || vector.outcomes.some(isReading)) return gaps;
  return [cannot('None of the inputs of the model is on the chart.')];
}

function estimatesOf({ estimates }: EstimateManifest, answered: NamedTensors) {
  const [output] = Object.values(answered);
  return estimates.map((one, column) => ({ ...one, value: output?.data[column] ?? Number.NaN }));
}

/**
 * From a patient's record to the numbers that a model gives of it: features and tensors are read at the landmark and put
 * through one graph. Bad data gives a report without estimates; a broken system throws as `Model.assess` says.
 */
export async function estimate(
  model: EstimateModel,
  record: PatientRecord<Slices>,
  session: ModelSession,
  question: Question<Slices> = {},
): Promise<EstimateReport> {
  const started = performance.now();
  const { landmark = model.landmark(record), signal } = question;
  const { readTensor = tensorReader(filesOf(record.patient.id, {})) } = question;
  const { manifest } = session;
  if (manifest.kind !== 'estimate')
    throw new TypeError(`Model ${manifest.id} is of kind ${manifest.kind}, which gives no estimates`);
  const { at, name: atName } = landmark;
  const vector = vectorise(
    record,
    at,
    manifest.inputs.features.map(({ id }) => id),
  );
  const tensors: TensorOutcome[] = [];
  for (const { id } of manifest.inputs.tensors) tensors.push(await readTensor(record, at, id, signal));

  const missing = missingInputs(vector, tensors);
  const about = {
    kind: 'estimate',
    patientId: record.patient.id,
    atName,
    missing,
    issues: record.issues,
  } as const;
  const without = landmark.at === null ? [cannot(landmark.because)] : [];
  const reasons = [
    ...without,
    ...model.reasonsAgainst(record, landmark, vector),
    ...tooLittle(vector, tensors),
  ];
  if (at === null || reasons.length > 0) return { ...about, status: 'unscored', at, reasons };

  const answered = await session.run(GRAPH, inputsOf(vector, tensors), signal);
  const specs = [...vector.specs, ...tensors.map(({ spec }) => spec)];
  const outcomes = [...vector.outcomes, ...tensors.map(({ outcome }) => outcome)];
  return {
    ...about,
    status: 'scored',
    at,
    estimates: estimatesOf(manifest, answered),
    provenance: reportProvenance(specs, outcomes, session, started, record.siteMap),
  };
}
