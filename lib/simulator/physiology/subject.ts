import type { LatentState } from './latent-state.ts';
import type { Traits } from './traits.ts';

/** Everything about a patient that a measured value may follow from, beside the hour. */
export type Subject = {
  readonly state: LatentState;
  readonly traits: Traits;
  readonly diabetes: boolean;
  readonly atrialFibrillation: boolean;
  readonly copd: boolean;
  readonly hypertension: boolean;
  readonly betaBlocker: boolean;
  readonly rasInhibitor: boolean;
  readonly mra: boolean;
  readonly loopDiuretic: boolean;
};

/** 1 or 0, for use in sums. */
export const flag = (present: boolean): number => (present ? 1 : 0);
