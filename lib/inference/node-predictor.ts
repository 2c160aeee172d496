import { folderSource } from './folder-source.ts';
import type { ContractIdentity } from './load-model.ts';
import { type OpenPredictor, openPredictor } from './open-predictor.ts';

/** The browser's model in Node, on WASM with one thread, through the same loading code. Throws `ModelError`. */
export function openNodePredictor(folder: string, contract: ContractIdentity): Promise<OpenPredictor> {
  return openPredictor(folderSource(folder), contract, 'wasm');
}
