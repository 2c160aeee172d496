import { contractHash, contractOf } from '#lib/contract/contract.ts';
import { createPredictorService, type PredictorService } from '#lib/inference/worker-predictor.ts';
import { featureSpecs } from '#lib/modalities/index.ts';

/** The worker's service for the readmission model, held to the contract of the very code that extracts features here. */
export async function connectReadmissionModel(): Promise<PredictorService> {
  const sha256 = await contractHash(contractOf(featureSpecs));
  return createPredictorService({
    location: READMISSION_MODEL,
    contract: { sha256, features: featureSpecs.map(({ id }) => id) },
    backend: 'auto',
  });
}

const READMISSION_MODEL = '/models/readmission/1';
