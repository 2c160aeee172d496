import type { StatedValue } from '#lib/contract/modality.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { pictureNumber } from '#lib/modalities/header.ts';

/** What a network answered to one picture. */
export type PictureAnswer = {
  readonly values: readonly number[];
  readonly spreads: readonly number[];
  /** Infinite where the network gives none. */
  readonly novelty: number;
  /** `null`: the network gives none. */
  readonly embedding: Float32Array | null;
  /** What the picture's header states, which is not read again either. */
  readonly stated: readonly StatedValue[];
};

/** In memory, for as long as a model's session lives: of another file of weights there is another session. */
const answers = new WeakMap<ModelSession, Map<string, PictureAnswer>>();

/**
 * A picture of one patient. The patient and the record number belong to it: a chart that names another patient's picture
 * must come to the check that refuses it, and not find what that patient was answered.
 */
export const keyOf = ({ patient }: Pick<PatientRecord<unknown>, 'patient'>, instance: string): string =>
  JSON.stringify([patient.id, pictureNumber(patient), instance]);

type Asked = readonly [
  session: ModelSession,
  record: Pick<PatientRecord<unknown>, 'patient'>,
  instance: string,
];

export const recallAnswer = (...[session, record, instance]: Asked): PictureAnswer | undefined =>
  answers.get(session)?.get(keyOf(record, instance));

export function keepAnswer(...[session, record, instance, answer]: [...Asked, PictureAnswer]): void {
  const own = answers.get(session) ?? new Map<string, PictureAnswer>();
  answers.set(session, own.set(keyOf(record, instance), answer));
}
