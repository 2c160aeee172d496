import { createPredictorLoader } from './predictor-store.ts';

/** The tab's one readmission model: worklist, upload and patient page share it. Nothing loads before `load()`. */
export const readmission = createPredictorLoader(async () => {
  const { connectReadmissionModel } = await import('./connect-predictor.ts');
  return connectReadmissionModel();
});
