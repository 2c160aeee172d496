import { preferredBackend } from './backend-preference.ts';
import { createPredictorLoader } from './predictor-store.ts';

/** The tab's one readmission model: worklist, upload and patient page share it. Nothing loads before `load()`. */
export const readmission = createPredictorLoader(async () => {
  const [{ createPredictorService }, { ownContract, READMISSION_MODEL }] = await Promise.all([
    import('#lib/inference/worker-predictor.ts'),
    import('#lib/fusion/readmission-model.ts'),
  ]);
  return createPredictorService({
    location: READMISSION_MODEL,
    contract: await ownContract(),
    backend: preferredBackend(globalThis.localStorage),
  });
});
