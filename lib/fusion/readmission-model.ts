import { contractHash, contractOf } from '#lib/contract/contract.ts';
import type { ContractIdentity } from '#lib/inference/load-model.ts';
import type { BackendChoice } from '#lib/inference/open-predictor.ts';
import { requireSecureOrigin } from '#lib/inference/verified-file.ts';
import type { LoadRequest } from '#lib/inference/worker-protocol.ts';
import { featureSpecs } from '#lib/modalities/index.ts';

/** The readmission model in use: its folder under `public/`, which is also its URL path. */
export const READMISSION_MODEL = '/models/readmission/1';

/** The features of this very program, hashed as `contract.json` is: what a model must have been trained on. */
export async function ownContract(): Promise<ContractIdentity> {
  requireSecureOrigin();
  return { sha256: await contractHash(contractOf(featureSpecs)), features: featureSpecs.map(({ id }) => id) };
}

/** For `createPredictorService`: the readmission model on the backend of choice. */
export const requestReadmissionModel =
  (backend: BackendChoice = 'auto') =>
  async (): Promise<LoadRequest> => ({ location: READMISSION_MODEL, contract: await ownContract(), backend });
