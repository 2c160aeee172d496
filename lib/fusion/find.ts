import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Finding, FindingsReport } from '#lib/contract/findings-report.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { FindingDescription } from '#lib/contract/manifest.ts';
import type { Model, Question } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Slices } from '#lib/modalities/index.ts';
import type { PictureAnswer } from './answered-pictures.ts';
import { measuredFinding } from './measured-finding.ts';
import { networkFinding } from './network-finding.ts';
import { readPictureAnswer } from './read-picture-answer.ts';
import { reportProvenance } from './report-parts.ts';
import { strangeness } from './strange-picture.ts';

/** What is special to a model that reads one picture. */
export type FindingsModel = Pick<Model<Slices, FindingsReport>, 'id' | 'folder'>;

/** The newest picture is wanted, whenever the patient went home. */
export const latestEntry = ({ latest }: PatientRecord<Slices>): Landmark =>
  latest
    ? { at: latest, name: 'latest entry' }
    : { at: null, name: 'latest entry', because: 'Nothing on the chart has a date.' };

function inUse(measured: Finding['measured'], network: Finding['network']): Finding['inUse'] {
  if (measured) return 'measured';
  return network?.status === 'read' ? 'network' : null;
}

/** Each finding with what is known of it; `answer` is `null` where the picture was not read. */
function findingsOf(
  findings: readonly FindingDescription[],
  { slices }: PatientRecord<Slices>,
  at: Moment | null,
  answer: PictureAnswer | null,
): readonly Finding[] {
  return findings.map((described, column) => {
    const network = answer && networkFinding(described, answer.values[column], answer.spreads[column]);
    const measured = at && measuredFinding(slices, described, at);
    const difference = network?.status === 'read' && measured ? network.value - measured.value : null;
    return { ...described, network, measured, difference, inUse: inUse(measured, network) };
  });
}

const notRead = (code: Issue['code'], message: string): Issue => ({ code, severity: 'error', message });

/**
 * What a network reads from the newest picture of its kind, beside what people measured; of one that names nothing, whether it
 * reads the picture. A picture that cannot be had, or
 * that is unlike those of training, gives a report with the reasons; a broken system throws as `Model.assess` says.
 */
export async function findInPicture(
  record: PatientRecord<Slices>,
  session: ModelSession,
  question: Question<Slices> = {},
): Promise<FindingsReport> {
  const started = performance.now();
  const { manifest } = session;
  if (manifest.kind !== 'findings' && manifest.kind !== 'embedding')
    throw new TypeError(`Model ${manifest.id} is of kind ${manifest.kind}, which reads no picture`);
  const described = manifest.kind === 'findings' ? manifest.findings : [];
  const landmark = question.landmark ?? latestEntry(record);
  const { at, name: atName } = landmark;
  const [input] = manifest.inputs.tensors;
  if (!input) throw new TypeError(`Model ${manifest.id} reads no picture`);
  const about = {
    kind: 'findings',
    patientId: record.patient.id,
    atName,
    issues: record.issues,
    picture: null,
    novelty: null,
    missing: [],
  } as const;
  const unread = {
    ...about,
    status: 'unscored',
    at,
    findings: findingsOf(described, record, at, null),
  } as const;
  if (landmark.at === null) return { ...unread, reasons: [notRead('too-little-data', landmark.because)] };

  const reading = await readPictureAnswer({ record, session, at: landmark.at, tensor: input.id, question });
  if ('gap' in reading) {
    const { missing: reason, detail, last } = reading.gap;
    const missing = [{ input: input.id, label: reading.label, reason, detail, last }];
    return { ...unread, reasons: [notRead('too-little-data', detail)], missing };
  }
  const { picture, answer } = reading;
  const novelty = manifest.novelty ? { value: answer.novelty, limit: manifest.novelty.limit } : null;
  const looked = { picture, novelty };
  const strange = strangeness(manifest, answer);
  if (strange) return { ...unread, ...looked, reasons: [notRead('not-eligible', strange)] };
  const { reference, time } = picture;
  const read = [{ tensor: input.id, from: [{ reference, time }] }];
  return {
    ...about,
    ...looked,
    status: 'scored',
    at: landmark.at,
    findings: findingsOf(described, record, at, answer),
    provenance: reportProvenance([input], read, session, started, record.siteMap),
  };
}
