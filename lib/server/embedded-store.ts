import 'server-only';
import { join } from 'node:path';
import { type OpenedStore, openStore } from '#lib/fhir/store/open-store.ts';
import { environment } from './env.ts';

// Route handlers and server actions are bundled apart, and each copy of this module must find the same store: a second
// one could not open the folder.
const KEY = Symbol.for('consilium.embedded-store');
const shared: typeof globalThis & { [KEY]?: Promise<OpenedStore> } = globalThis;

async function open(): Promise<OpenedStore> {
  try {
    return await openStore(join(environment().dataDirectory, 'fhir'));
  } catch (error) {
    // The next request tries again, in case the folder has become free.
    delete shared[KEY];
    throw error;
  }
}

/** The process's embedded FHIR store, opened at the first call. Throws `StoreError` when its folder cannot be used. */
export function embeddedStore(): Promise<OpenedStore> {
  shared[KEY] ??= open();
  return shared[KEY];
}
