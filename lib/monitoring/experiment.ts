import { z } from 'zod';

export const armOutcomes = ['alerts', 'alerted', 'dismissed'] as const;
export type ArmOutcomeId = (typeof armOutcomes)[number];

const name = z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'small letters, digits and - are expected' });
const model = z.string().min(1).max(100).describe('id and version, e.g. icu-sepsis/2');

/** A model that decides for a share of the patients. */
const arm = z.strictObject({
  name,
  model,
  share: z.number().positive().describe('shares of an experiment add up to 1'),
});
export type Arm = z.infer<typeof arm>;

/** What is fixed before the first patient, all of it sealed. The first arm is the one that stands. */
export const experiment = z.strictObject({
  id: name,
  condition: z.string(),
  arms: z.array(arm).min(2),
  shadow: model
    .nullable()
    .describe("scores every patient beside the arm's model; kept, and shown to nobody at the bed"),
  primary: z.enum(armOutcomes).describe('the outcome that decides; the others are looked at'),
});
export type Experiment = z.infer<typeof experiment>;

const CLOSE = 1e-9;

/** What is wrong with the arms of an experiment, in a sentence; `null`: nothing. */
export function refuseExperiment({ arms }: Experiment): string | null {
  const names = new Set(arms.map(({ name }) => name));
  if (names.size < arms.length) return 'Two arms have one name.';
  const sum = arms.reduce((total, { share }) => total + share, 0);
  return Math.abs(sum - 1) < CLOSE ? null : `The shares add up to ${sum} and not to 1.`;
}

/**
 * The arm at a place of the line from 0 to below 1, on which each arm has a stretch as long as its share.
 * Throws for an experiment that `refuseExperiment` refuses.
 */
export function armAt({ arms }: Experiment, place: number): Arm {
  let end = 0;
  for (const arm of arms) {
    end += arm.share;
    if (place < end) return arm;
  }
  const last = arms.at(-1);
  // Shares may add up to a hair less than 1.
  if (last && place < 1) return last;
  throw new RangeError(`${place} is no place from 0 to below 1`);
}
