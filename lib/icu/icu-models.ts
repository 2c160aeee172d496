import type { ModelInputs } from '#lib/contract/model-inputs.ts';
import { stageOneInputs } from './stage-one/features.ts';
import { stageOneQuestions } from './stage-one/questions.ts';
import { stageTwoInputs } from './stage-two/modalities.ts';
import { stageTwoFolder } from './stage-two/session.ts';

/** A model of intensive care: its folder under `public/`, and what this program can give it. */
export type IcuModel = { readonly folder: string; readonly own: ModelInputs };

/** Those that decide first. */
export const icuModels: readonly IcuModel[] = [
  ...Object.values(stageOneQuestions).map((folder) => ({ folder, own: stageOneInputs })),
  { folder: stageTwoFolder, own: stageTwoInputs },
];
