import { contractHash, contractOf } from '#lib/contract/contract.ts';
import type { ContractIdentity } from '#lib/inference/load-model.ts';
import { requireSecureOrigin } from '#lib/inference/verified-file.ts';
import { featureSpecs } from '#lib/modalities/index.ts';

/** The readmission model in use: its folder under `public/`, which is also its URL path. */
export const READMISSION_MODEL = '/models/readmission/1';

/** The features of this very program, hashed as `contract.json` is: what a model must have been trained on. */
export async function ownContract(): Promise<ContractIdentity> {
  requireSecureOrigin();
  return { sha256: await contractHash(contractOf(featureSpecs)), features: featureSpecs.map(({ id }) => id) };
}
