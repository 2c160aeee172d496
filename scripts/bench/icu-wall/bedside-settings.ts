import { z } from 'zod';

/** What the process that sends is told. */
export const bedsideSettings = z.object({
  origin: z.url(),
  seconds: z.number().int(),
  beds: z.number().int(),
  firstS: z.number(),
  everyS: z.number(),
});
export type BedsideSettings = z.infer<typeof bedsideSettings>;

/** A second of a bed that was taken in. */
export const sent = z.object({
  bed: z.number().int(),
  patient: z.string(),
  second: z.number().int(),
  state: z.enum(['calm', 'falls-ill', 'ill', 'leaves']),
  /** When it was sent, ms since the epoch. */
  at: z.number(),
  /** From then until the server said that it is safe. */
  answeredMs: z.number(),
});
export type Sent = z.infer<typeof sent>;
