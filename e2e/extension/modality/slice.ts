import type { Moment } from '#lib/clinical/moment.ts';

/** One squeeze of the hand: eight forces in kg at equal times. */
export type Squeeze = {
  readonly reference: string;
  readonly time: Moment;
  readonly forces: readonly number[];
};

/** Oldest first. */
export type GripSlice = { readonly squeezes: readonly Squeeze[] };
