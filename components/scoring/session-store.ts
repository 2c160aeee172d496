import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Backend, ModelSession } from '#lib/contract/session.ts';
import type { LoadProgress } from '#lib/inference/progress.ts';
import type { SessionService } from '#lib/inference/session-service.ts';

/** Where one of the tab's models stands. A failure's reason is a sentence for the screen. */
export type SessionState =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: LoadProgress | null }
  | {
      readonly status: 'ready';
      readonly backend: Backend;
      readonly threads: number;
      readonly fallbacks: readonly string[];
      /** How long the latest computation took and for how many patients; `null` before the first. */
      readonly latest: Measured | null;
    }
  | { readonly status: 'failed'; readonly reason: string };

export type Measured = { readonly milliseconds: number; readonly patients: number };

export type SessionLoader = {
  readonly store: StoreApi<SessionState>;
  /** The tab's session, the same for every caller; after a failure or a crash, a new attempt. */
  readonly load: () => Promise<ModelSession>;
  /** Tells the badge how long a computation took. */
  readonly measured: (latest: Measured) => void;
};

/** Follows the service of one model's session; `connect` runs at the first `load` and brings the heavy code with it. */
export function createSessionLoader(connect: () => Promise<SessionService>): SessionLoader {
  const store = createStore<SessionState>(() => ({ status: 'idle' }));
  const show = (state: SessionState) => store.setState(state, true);
  let connection: Promise<SessionService> | undefined;
  let followed: Promise<ModelSession> | undefined;

  async function connected(): Promise<SessionService> {
    connection ??= connect();
    try {
      return await connection;
    } catch (cause) {
      connection = undefined;
      show({ status: 'failed', reason: reasonOf(cause) });
      throw cause;
    }
  }

  /** The service answers with the promise it remembers, so a new one means a new attempt. */
  function follow(attempt: Promise<ModelSession>, { onProgress }: SessionService): void {
    if (attempt === followed) return;
    followed = attempt;
    show({ status: 'loading', progress: null });
    const stop = onProgress((progress) => {
      if (store.getState().status === 'loading') show({ status: 'loading', progress });
    });
    attempt
      .then(
        ({ backend, threads, fallbacks }) =>
          show({ status: 'ready', backend, threads, fallbacks, latest: null }),
        (cause: unknown) => show({ status: 'failed', reason: reasonOf(cause) }),
      )
      .finally(stop);
  }

  return {
    store,
    async load() {
      if (store.getState().status === 'idle') show({ status: 'loading', progress: null });
      const service = await connected();
      const attempt = service.load();
      follow(attempt, service);
      return attempt;
    },
    measured(latest) {
      const state = store.getState();
      if (state.status === 'ready') show({ ...state, latest });
    },
  };
}

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error && thrown.message !== '' ? thrown.message : 'The model could not be started.';
