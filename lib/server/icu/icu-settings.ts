import { z } from 'zod';
import { switchOf } from '../setting-shapes.ts';

export type IcuSettings = {
  /** Whether the wall of intensive care can be looked at. */
  readonly on: boolean;
  /** Beds of the simulated ward that is replayed onto it; 0: none, as beside real sources. */
  readonly replayBeds: number;
};

const REPLAYED_BEDS = 16;
const MOST_BEDS = 60;

const beds = `CONSILIUM_ICU_REPLAY must be a whole number of beds, 0 to ${MOST_BEDS}.`;

export const icuVariables = {
  CONSILIUM_ICU: switchOf('CONSILIUM_ICU'),
  CONSILIUM_ICU_REPLAY: z.coerce
    .number({ error: beds })
    .int({ error: beds })
    .min(0, { error: beds })
    .max(MOST_BEDS, { error: beds })
    .optional(),
};

type Given = z.infer<z.ZodObject<typeof icuVariables>>;

/**
 * @param hasOwnBeds simulated patients never lie unasked among those of a hospital, nor where several servers share what they see
 */
export const icuSettings = (given: Given, hasOwnBeds: boolean): IcuSettings => ({
  on: given.CONSILIUM_ICU,
  replayBeds: given.CONSILIUM_ICU_REPLAY ?? (hasOwnBeds ? 0 : REPLAYED_BEDS),
});
