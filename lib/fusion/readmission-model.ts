import { contractHash, contractOf } from '#lib/contract/contract.ts';
import type { ContractIdentity } from '#lib/inference/load-model.ts';
import { requireSecureOrigin } from '#lib/inference/verified-file.ts';
import { type ModalityId, specsOf } from '#lib/modalities/index.ts';

/** The readmission model in use: its folder under `public/`, which is also its URL path. */
export const READMISSION_MODEL = '/models/readmission/1';

/** What the model reads. Its contract covers exactly these, so that a new modality leaves it valid. */
export const READMISSION_MODALITIES: readonly ModalityId[] = ['ehr'];

/** Those modalities' features in this very program, hashed as `contract.json` is: what the model must have been trained on. */
export async function ownContract(): Promise<ContractIdentity> {
  requireSecureOrigin();
  const specs = specsOf(READMISSION_MODALITIES);
  return { sha256: await contractHash(contractOf(specs)), features: specs.map(({ id }) => id) };
}
