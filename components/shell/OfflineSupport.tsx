'use client';

import { useEffect } from 'react';

/**
 * Registers the service worker, which lets upload and the model cards work without a network, and scoring after the first
 * score. No model is fetched here: a page that shows no score pays for none.
 */
export function OfflineSupport() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    prepareOffline().catch(() => {
      // Private windows and some policies forbid service workers: the app then works online only.
    });
  }, []);
  return null;
}

async function prepareOffline(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ type: 'loaded', urls: loadedResources() });
}

/** The service worker itself decides which of these it may keep. */
const loadedResources = (): readonly string[] =>
  performance.getEntriesByType('resource').map(({ name }) => name);
