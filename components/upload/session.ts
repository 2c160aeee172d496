import { forgetLooks } from '#components/worklist/browser-looks.ts';
import { createDeidentifySession } from './deidentify-store.ts';
import { fetchAsset } from './fetch-asset.ts';
import { createUploadSession } from './upload-store.ts';

/** The tab's one run of de-identification; forgotten with the upload. */
export const deidentification = createDeidentifySession(
  () => new Worker(new URL('./deidentify.worker.ts', import.meta.url), { type: 'module' }),
);

/** The tab's one upload. It outlives a visit to another screen, never the tab. */
export const upload = createUploadSession(
  // The bundler finds the worker by this exact form.
  () => new Worker(new URL('./read-files.worker.ts', import.meta.url), { type: 'module' }),
  fetchAsset,
);

/** Forgets everything that was read or made of it, and which risks this browser has shown. */
export function purge(): void {
  deidentification.clear();
  upload.purge();
  forgetLooks();
}
