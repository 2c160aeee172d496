import type { AlertCondition } from '#lib/icu/alerts/alert.ts';
import { type Assigned, STANDARD_ARM } from '../arms/assign-arms.ts';
import type { BedModel } from './bed-model.ts';

/** The models of one condition; where nothing is tried the first one speaks. */
export type ModelChoice = {
  readonly condition: AlertCondition;
  readonly standard: BedModel;
  readonly models: readonly BedModel[];
};

/** By which model a patient is scored, and as which arm. */
export type ChosenModel = { readonly model: BedModel; readonly arm: string };

export function modelChoices(models: readonly BedModel[]): readonly ModelChoice[] {
  return [...Map.groupBy(models, ({ condition }) => condition)].flatMap(([condition, own]) => {
    const [standard] = own;
    return standard ? [{ condition, standard, models: own }] : [];
  });
}

/** An arm whose model is not installed here does not speak under its name: the standard one does, and says so. */
export function chosenModel({ standard, models }: ModelChoice, assigned: Assigned | undefined): ChosenModel {
  const model = models.find(({ name }) => name === assigned?.model);
  return model && assigned ? { model, arm: assigned.arm } : { model: standard, arm: STANDARD_ARM };
}

/** The model in shadow of a patient; `null`: there is none, or it is not installed here. */
export const shadowModel = ({ models }: ModelChoice, assigned: Assigned | undefined): BedModel | null =>
  models.find(({ name }) => name === assigned?.shadow?.model) ?? null;
