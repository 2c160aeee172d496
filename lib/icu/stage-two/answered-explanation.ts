import { z } from 'zod';
import { explanation } from './report.ts';

/** What `/api/icu/patients/{id}/explanation` answers. */
export const icuExplanation = z.strictObject({
  patient: z.string(),
  at: z.int().describe('of the newest reading, ms since the epoch, by the clock of the wall'),
  simulated: z.boolean(),
  explanation,
});
export type IcuExplanation = z.infer<typeof icuExplanation>;
