import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Arm, armAt, type Experiment } from '#lib/monitoring/experiment.ts';

const SALT_BYTES = 32;
/** 48 bits of the hash: a place on the line that a double holds exactly. */
const PLACE_BYTES = 6;

export const newSalt = (): string => randomBytes(SALT_BYTES).toString('hex');

/** The fields in one order, whatever order a database gives them back in. */
const fixedText = ({ id, condition, arms, shadow, primary }: Experiment): string =>
  JSON.stringify([
    id,
    condition,
    arms.map(({ name, model, share }) => [name, model, share]),
    shadow,
    primary,
  ]);

/** SHA-256 of the salt and all that is fixed: who has it can prove afterwards that neither was changed. */
export const commitmentOf = (experiment: Experiment, salt: string): string =>
  createHash('sha256').update(salt).update('\0').update(fixedText(experiment)).digest('hex');

/**
 * The arm of a patient by a hash (HMAC-SHA-256, RFC 2104) that is salted for each experiment. It is given the patient's id and
 * nothing else, so it cannot depend on what is measured of her; nor on her arms in other experiments, whose salts are others.
 */
export function armOf(experiment: Experiment, salt: string, patient: string): Arm {
  const digest = createHmac('sha256', Buffer.from(salt, 'hex')).update(patient).digest();
  return armAt(experiment, digest.readUIntBE(0, PLACE_BYTES) / 256 ** PLACE_BYTES);
}
