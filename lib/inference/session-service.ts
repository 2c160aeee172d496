import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { LoadProgress, ReportProgress } from './progress.ts';
import { shareWorker } from './shared-worker.ts';
import { connectSession, type WorkerHandle } from './worker-client.ts';
import type { LoadRequest } from './worker-protocol.ts';

/** A model that loads once, in the worker of the page's models, however many parts of the page ask for it. */
export type SessionService = {
  /** The same promise for every caller; after a failure or a crash the next call is another attempt, in another worker. Rejects with `ModelError`. */
  readonly load: () => Promise<ModelSession>;
  /** Tells the latest progress at once and each later one; returns the function that ends it. */
  readonly onProgress: (listener: ReportProgress) => () => void;
};

/** Nothing starts before the first `load`, so a page may create the service while it renders on a server. */
export function createSessionService(
  request: LoadRequest,
  startWorker: () => WorkerHandle = startInferenceWorker,
): SessionService {
  const listeners = new Set<ReportProgress>();
  let latest: LoadProgress | undefined;

  const report: ReportProgress = (progress) => {
    latest = progress;
    for (const listener of listeners) listener(progress);
  };
  const loading = rememberPromise(() =>
    connectSession(startWorker(), request, report, () => loading.forget()),
  );

  return {
    load: loading.get,
    onProgress(listener) {
      listeners.add(listener);
      if (latest) listener(latest);
      return () => listeners.delete(listener);
    },
  };
}

// The bundler finds the worker by this exact form.
const startInferenceWorker = shareWorker(
  () => new Worker(new URL('./inference.worker.ts', import.meta.url), { type: 'module' }),
);
