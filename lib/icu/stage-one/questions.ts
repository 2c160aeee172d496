/** What stage one is asked, each with the folder of its model under `public/`, which is also its URL path. */
export const stageOneQuestions = {
  sepsis: '/models/icu-sepsis/1',
  deterioration: '/models/icu-deterioration/1',
} as const;

export type StageOneQuestion = keyof typeof stageOneQuestions;
