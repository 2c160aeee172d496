import type { Moment } from '#lib/clinical/moment.ts';
import type { FoundPicture } from '#lib/contract/findings-report.ts';
import type { FindingDescription } from '#lib/contract/manifest.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { PictureAnswer } from '#lib/fusion/answered-pictures.ts';
import { networkFinding } from '#lib/fusion/network-finding.ts';
import { readPictureAnswer } from '#lib/fusion/read-picture-answer.ts';
import { strangeness } from '#lib/fusion/strange-picture.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** A picture as a network's last layer has it. */
export type PictureEmbedding = {
  /** As many as the manifest's embedding has. */
  readonly values: Float32Array;
  /** What the same run found, by finding id in the finding's unit; what is not plausible is left out, and so is all of a network that names nothing. */
  readonly findings: Readonly<Record<string, number>>;
  readonly picture: FoundPicture;
};

/** `gap`: why there is none, as a sentence. */
export type EmbeddingOutcome = PictureEmbedding | { readonly gap: string };

/** Reads the newest picture of its kind by the network of an id. */
export type ReadEmbedding = (
  record: PatientRecord<Slices>,
  networkId: string,
  at: Moment,
  signal?: AbortSignal,
) => Promise<EmbeddingOutcome>;

type Asked = {
  readonly session: ModelSession;
  readonly readTensor: TensorReader<Slices>;
  readonly signal?: AbortSignal | undefined;
};

function plausible(
  findings: readonly FindingDescription[],
  { values, spreads }: PictureAnswer,
): PictureEmbedding['findings'] {
  const read = findings.flatMap((described, column) => {
    const found = networkFinding(described, values[column], spreads[column]);
    return found.status === 'read' ? [[described.id, found.value] as const] : [];
  });
  return Object.fromEntries(read);
}

/**
 * The embedding of the newest picture that can be read. One that is unlike those of training, of another body part, broken or
 * another patient's is a gap with the reason. What a report of findings asked of the network before is not asked again.
 * Rejects as `readPictureAnswer` does; throws `TypeError` for a model without an embedding.
 */
export async function readEmbedding(
  record: PatientRecord<Slices>,
  at: Moment,
  { session, readTensor, signal }: Asked,
): Promise<EmbeddingOutcome> {
  const { manifest } = session;
  const [input] = manifest.inputs.tensors;
  if ((manifest.kind !== 'findings' && manifest.kind !== 'embedding') || !manifest.embedding || !input)
    throw new TypeError(`Model ${manifest.id} has no embedding of a picture`);
  const question = { readTensor, ...(signal && { signal }) };
  const reading = await readPictureAnswer({ record, session, at, tensor: input.id, question });
  if ('gap' in reading) return { gap: reading.gap.detail };
  const { picture, answer } = reading;
  const strange = strangeness(manifest, answer);
  if (strange || !answer.embedding) return { gap: strange ?? 'The network gave no embedding.' };
  const findings = manifest.kind === 'findings' ? plausible(manifest.findings, answer) : {};
  return { values: answer.embedding, findings, picture };
}

/** Reads pictures by networks that are open; asked for another one it rejects with `TypeError`. */
export const embeddingReader =
  (networks: readonly ModelSession[], readTensor: TensorReader<Slices>): ReadEmbedding =>
  async (record, networkId, at, signal) => {
    const session = networks.find(({ manifest }) => manifest.id === networkId);
    if (!session) throw new TypeError(`Network ${networkId} is not open`);
    return readEmbedding(record, at, { session, readTensor, signal });
  };
