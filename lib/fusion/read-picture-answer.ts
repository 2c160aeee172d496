import type { Moment } from '#lib/clinical/moment.ts';
import type { Gap } from '#lib/contract/feature.ts';
import { filesOf } from '#lib/contract/files.ts';
import type { FoundPicture } from '#lib/contract/findings-report.ts';
import { isTensor, type PictureSource, type TensorReading } from '#lib/contract/modality.ts';
import type { Question } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { keepAnswer, keyOf, type PictureAnswer, recallAnswer } from './answered-pictures.ts';
import { newestPicture, tensorReader } from './read-tensor.ts';

type Asked = {
  readonly record: PatientRecord<Slices>;
  readonly session: ModelSession;
  readonly at: Moment;
  readonly tensor: string;
  readonly question: Question<Slices>;
};

/** A picture with the network's answer, or why no picture was read. */
export type PictureReading =
  | { readonly picture: FoundPicture; readonly answer: PictureAnswer }
  | { readonly gap: Gap; readonly label: string };

const pictureOf = (
  { instance, from: { reference, time } }: PictureSource,
  { stated }: PictureAnswer,
  passedOver: readonly string[] = [],
): FoundPicture => ({ instance, reference, time, passedOver, stated });

/** The graph that reads a picture by its tensor's id, and what it gives as embedding. */
function graphOf({ manifest }: ModelSession) {
  if (manifest.kind !== 'findings' && manifest.kind !== 'embedding')
    throw new TypeError(`Model ${manifest.id} is of kind ${manifest.kind}, which reads no picture`);
  return { graph: manifest.kind, embedding: manifest.embedding };
}

async function ask(
  { session, tensor, question }: Asked,
  { tensor: { data, shape }, picture }: TensorReading,
): Promise<PictureAnswer> {
  const inputs = { [tensor]: { data, shape: [1, ...shape] } };
  const { graph, embedding } = graphOf(session);
  const outputs = await session.run(graph, inputs, question.signal);
  const { value, spread, novelty } = outputs;
  return {
    values: Array.from(value?.data ?? []),
    spreads: Array.from(spread?.data ?? []),
    novelty: novelty?.data[0] ?? Number.POSITIVE_INFINITY,
    embedding: embedding ? Float32Array.from(outputs[embedding.output]?.data ?? []) : null,
    stated: picture?.stated ?? [],
  };
}

type UnderWay = { readonly at: Moment; readonly reading: Promise<PictureReading> };

/** Readings under way, by session, patient and picture: two places of a page ask in the same moment. */
const underWay = new WeakMap<ModelSession, Map<string, UnderWay>>();

/** What was answered to a picture before. */
function answered({ session, record }: Asked, newest: PictureSource): PictureReading | null {
  const answer = recallAnswer(session, record, newest.instance);
  return answer ? { picture: pictureOf(newest, answer), answer } : null;
}

/**
 * The newest picture that can be read, and what the network says to it. What was answered before, or is being read, is not
 * fetched, decoded or run again. Rejects as `ModelSession.run` and `TensorReader` do.
 */
export async function readPictureAnswer(asked: Asked): Promise<PictureReading> {
  const { record, session, at, tensor, question } = asked;
  const newest = newestPicture(record, at, tensor);
  if (!newest) return readNow(asked);
  const own = underWay.get(session) ?? new Map<string, UnderWay>();
  underWay.set(session, own);
  const key = keyOf(record, newest.instance);
  const before = own.get(key);
  if (before) {
    // Whoever asked first may have left: then it is read for this one.
    const shared = await before.reading.catch(() => null);
    question.signal?.throwIfAborted();
    // Why a picture cannot be read may depend on the time that is asked about.
    if (shared && before.at.ms === at.ms) return shared;
  }
  const known = answered(asked, newest);
  if (known) return known;
  const reading = readNow(asked).finally(() => own.delete(key));
  own.set(key, { at, reading });
  return reading;
}

async function readNow(asked: Asked): Promise<PictureReading> {
  const { record, session, at, tensor, question } = asked;
  const { readTensor = tensorReader(filesOf(record.patient.id, {})) } = question;
  const { outcome, spec } = await readTensor(record, at, tensor, question.signal);
  if (!isTensor(outcome)) return { gap: outcome, label: spec.label };
  const [from] = outcome.from;
  if (!from || !outcome.picture) throw new TypeError(`Tensor ${tensor} does not say which picture it is of`);
  const { instance, passedOver } = outcome.picture;
  const answer = recallAnswer(session, record, instance) ?? (await ask(asked, outcome));
  keepAnswer(session, record, instance, answer);
  return { picture: pictureOf({ instance, from }, answer, passedOver), answer };
}
