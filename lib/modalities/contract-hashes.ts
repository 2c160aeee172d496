import { contractHash, contractOf } from '#lib/contract/contract.ts';
import { modalityIds, specsOf } from './index.ts';

/** SHA-256 of each modality's contract by modality id: rows and models name those that they were made with. */
export async function contractHashes(): Promise<Record<string, string>> {
  const entries = modalityIds.map(async (id) => [id, await contractHash(contractOf(specsOf([id])))] as const);
  return Object.fromEntries(await Promise.all(entries));
}
