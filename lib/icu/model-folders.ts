import { stageOneQuestions } from './stage-one/questions.ts';
import { stageTwoFolder } from './stage-two/session.ts';

/** The folders of the models of intensive care under `public/`, those that decide first. */
export const icuModelFolders: readonly string[] = [...Object.values(stageOneQuestions), stageTwoFolder];
