import { createUploadSession } from './upload-store.ts';

/** The tab's one upload. It outlives a visit to another screen, never the tab. */
export const upload = createUploadSession(
  // The bundler finds the worker by this exact form.
  () => new Worker(new URL('./read-files.worker.ts', import.meta.url), { type: 'module' }),
);
