/** Ids of the parts of the patient page that are no panel of a modality; links lead to them. */
export const PLACES = {
  gaps: 'gaps',
  details: 'score-details',
  models: 'other-models',
  similar: 'similar-patients',
  quality: 'chart-notes',
} as const;
