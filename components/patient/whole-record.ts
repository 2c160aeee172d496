// What the readmission model reads beside what a page begins with: what was deferred, and what networks read from pictures.
import { filesPlace } from '#components/panels/files-place.ts';
import type { PanelPorts } from '#components/panels/panel-props.ts';
import { receiveSlice } from '#components/panels/receive-slice.ts';
import { readmissionSession, sessionLoader } from '#components/scoring/model-sessions.ts';
import { loadOnce } from '#components/wearables/load-once.ts';
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

/**
 * The record with what networks read from its pictures, as of the model's own time. A network that could not be loaded leaves its
 * findings missing; the panel of the pictures says why. Rejects when aborted, and when a network fails.
 */
export async function withReadPictures(
  record: Whole,
  ports: PanelPorts,
  signal: AbortSignal,
): Promise<Whole> {
  const [{ models }, { workerTensors }, { readFindings, timesOf }, { readmission }] = await Promise.all([
    import('#lib/models/index.ts'),
    import('#lib/fusion/worker-tensors.ts'),
    import('#lib/fusion/read-findings.ts'),
    import('#lib/models/readmission/model.ts'),
  ]);
  const readers = models.filter(({ kind }) => kind === 'findings');
  const loaded = await Promise.allSettled(readers.map(({ id }) => sessionLoader(id).load()));
  const networks = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const times = timesOf(record, readmission.landmark(record));
  return readFindings(record, networks, {
    times,
    readTensor: workerTensors(filesPlace(record, ports)),
    signal,
  });
}
