import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '#lib/contract/manifest.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { LoadProgress } from '#lib/inference/progress.ts';
import { createSessionLoader, type SessionState } from './session-store.ts';

const session: ModelSession = {
  manifest: {} as ModelManifest,
  backend: 'wasm',
  threads: 2,
  fallbacks: ['No GPU.'],
  run: () => Promise.reject(new Error('not asked for')),
};

/** A service that remembers its promise until it fails, as the worker's does. */
function loaderOf(outcomes: (ModelSession | Error)[], progress: LoadProgress[] = []) {
  let connections = 0;
  let remembered: Promise<ModelSession> | undefined;
  const attempt = async () => {
    const next = await Promise.resolve(outcomes.shift());
    if (next && !(next instanceof Error)) return next;
    remembered = undefined;
    throw next ?? new Error('no outcome left');
  };
  const loader = createSessionLoader(async () => {
    connections += 1;
    return {
      load() {
        remembered ??= attempt();
        return remembered;
      },
      onProgress(listener) {
        for (const step of progress) listener(step);
        return () => undefined;
      },
    };
  });
  const seen: SessionState[] = [];
  loader.store.subscribe((state) => seen.push(state));
  return {
    ...loader,
    seen,
    connections: () => connections,
    crash: () => {
      remembered = undefined;
    },
  };
}

const ready = { status: 'ready', backend: 'wasm', threads: 2, fallbacks: ['No GPU.'], latest: null };

describe('createSessionLoader', () => {
  it('loads once however many ask', async () => {
    const loader = loaderOf([session]);
    const [a, b] = await Promise.all([loader.load(), loader.load()]);
    expect(a).toBe(b);
    expect(loader.connections()).toBe(1);
  });

  it('tells each step, then backend and fallbacks', async () => {
    const loader = loaderOf([session], [{ stage: 'downloading', fraction: 0.5 }, { stage: 'verifying' }]);
    await loader.load();
    expect(loader.seen.slice(-3)).toEqual([
      { status: 'loading', progress: { stage: 'downloading', fraction: 0.5 } },
      { status: 'loading', progress: { stage: 'verifying' } },
      ready,
    ]);
  });

  it('shows why it failed and tries anew when asked again', async () => {
    const loader = loaderOf([new Error('The file is not the one the manifest names.'), session]);
    await expect(loader.load()).rejects.toThrow('not the one');
    const reason = 'The file is not the one the manifest names.';
    expect(loader.store.getState()).toEqual({ status: 'failed', reason });
    await expect(loader.load()).resolves.toBe(session);
    expect(loader.store.getState()).toEqual(ready);
  });

  it('starts a new worker after a crash', async () => {
    const second: ModelSession = { ...session, threads: 1 };
    const loader = loaderOf([session, second]);
    await loader.load();
    loader.crash();
    await expect(loader.load()).resolves.toBe(second);
    expect(loader.store.getState()).toEqual({ ...ready, threads: 1 });
  });

  it('records the time of a computation only while a model is ready', async () => {
    const loader = loaderOf([session]);
    loader.measured({ milliseconds: 5, patients: 1 });
    expect(loader.store.getState()).toEqual({ status: 'idle' });
    await loader.load();
    loader.measured({ milliseconds: 5, patients: 200 });
    expect(loader.store.getState()).toMatchObject({ latest: { milliseconds: 5, patients: 200 } });
  });
});
