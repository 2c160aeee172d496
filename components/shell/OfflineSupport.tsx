'use client';

import { useEffect } from 'react';

/** Registers the service worker and hands it the addresses of what this page has already loaded. */
export function OfflineSupport() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    void register();
  }, []);
  return null;
}

async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ type: 'loaded', urls: loadedResources() });
  } catch {
    // Private windows and some policies forbid service workers: the app then works online only.
  }
}

/** The service worker itself decides which of these it may keep. */
const loadedResources = (): readonly string[] =>
  performance.getEntriesByType('resource').map(({ name }) => name);
