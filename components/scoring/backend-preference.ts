export type BackendPreference = 'auto' | 'webgpu' | 'wasm';

/** Key of the browser's local storage; it holds no word about any patient. */
export const BACKEND_KEY = 'consilium.backend';

/** `webgpu` accepts even a software adapter, which `auto` takes for no GPU at all. */
export function preferredBackend(storage: Pick<Storage, 'getItem'> | undefined): BackendPreference {
  const chosen = storage?.getItem(BACKEND_KEY);
  return chosen === 'webgpu' || chosen === 'wasm' ? chosen : 'auto';
}
