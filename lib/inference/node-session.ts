import type { ModelInputs } from '#lib/contract/model-inputs.ts';
import { folderSource } from './folder-source.ts';
import { type OpenSession, openSession } from './open-session.ts';

/** The browser's model in Node, on WASM with one thread, through the same loading code. Throws `ModelError`. */
export function openNodeSession(folder: string, own: ModelInputs): Promise<OpenSession> {
  return openSession(folderSource(folder), own, 'wasm');
}
