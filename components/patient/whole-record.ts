// What the readmission model reads beside what a page begins with: what was deferred, and what networks read from pictures.
import { filesPlace } from '#components/panels/files-place.ts';
import type { PanelPorts } from '#components/panels/panel-props.ts';
import { receiveSlice } from '#components/panels/receive-slice.ts';
import { readmissionSession, sessionLoader } from '#components/scoring/model-sessions.ts';
import { loadOnce } from '#components/wearables/load-once.ts';
import type { FindingsReport } from '#lib/contract/findings-report.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { Model, Question } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModalityId, Slices } from '#lib/modalities/index.ts';

type Whole = PatientRecord<Slices>;

/** Modalities of which the model reads at least one feature. */
export async function modalitiesRead(): Promise<ReadonlySet<string>> {
  const [{ specsOf }, { manifest }] = await Promise.all([
    import('#lib/fusion/vectorise.ts'),
    readmissionSession.load(),
  ]);
  return new Set(specsOf(manifest.inputs.features.map(({ id }) => id)).map(({ modality }) => modality));
}

/** The record with the week of a wearable, where it is on the chart, the page came without it, and it can be had. */
export async function withWearables(record: Whole, ports: PanelPorts): Promise<Whole> {
  const load = loadOnce(ports);
  if (load === null || record.deferred?.includes('wearables') !== true) return record;
  const outcome = await receiveSlice(load, record.patient.id, 'wearables');
  if (!outcome.ok) return record;
  const deferred = record.deferred.filter((id) => id !== ('wearables' satisfies ModalityId));
  const issues = [...record.issues, ...outcome.issues];
  const slices = outcome.slice ? { ...record.slices, wearables: outcome.slice } : record.slices;
  return { ...record, deferred, issues, slices };
}

/** What one network reads at one time; `null`: it could not be run, and the panel of the pictures says why. */
async function readPicture(
  model: Model<Slices>,
  record: Whole,
  question: Question<Slices> & { readonly signal: AbortSignal },
): Promise<FindingsReport | null> {
  try {
    const report = await model.assess(record, await sessionLoader(model.id).load(), question);
    return report.kind === 'findings' ? report : null;
  } catch (cause) {
    if (question.signal.aborted) throw cause;
    return null;
  }
}

/** The record with what networks read from its newest pictures at some times. Rejects when aborted. */
export async function withReadPictures(
  record: Whole,
  ports: PanelPorts,
  landmarks: readonly Landmark[],
  signal: AbortSignal,
): Promise<Whole> {
  const [{ models }, { workerTensors }, { withFindings }] = await Promise.all([
    import('#lib/models/index.ts'),
    import('#lib/fusion/worker-tensors.ts'),
    import('#lib/fusion/with-findings.ts'),
  ]);
  const readTensor = workerTensors(filesPlace(record, ports));
  const reports: FindingsReport[] = [];
  for (const model of models.filter(({ kind }) => kind === 'findings'))
    for (const landmark of landmarks) {
      const report = await readPicture(model, record, { readTensor, landmark, signal });
      if (report) reports.push(report);
    }
  return withFindings(record, reports);
}
