import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import formulary from './formulary.json' with { type: 'json' };

/** What a prescription names: RxNorm ingredient (TTY IN), ATC substance, and a usual dose in heart failure. */
export type Preparation = {
  readonly name: string;
  readonly rxnorm: string;
  readonly atc: string;
  readonly dose: string;
};

/** The hospital's formulary; a list's repeats make the usual choice likelier. */
export const preparations: Readonly<Record<DrugClassId, readonly Preparation[]>> = formulary.preparations;
