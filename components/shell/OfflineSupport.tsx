'use client';

import { useEffect } from 'react';
import { readmissionSession } from '#components/scoring/model-sessions.ts';

/** Registers the service worker, which lets upload, model card and scoring work without a network. */
export function OfflineSupport() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
    prepareOffline().catch(() => {
      // Private windows and some policies forbid service workers: the app then works online only.
      // A model that fails says so itself, where a score is wanted.
    });
  }, []);
  return null;
}

async function prepareOffline(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ type: 'loaded', urls: loadedResources() });
  await inCharge();
  await idle();
  // Brings the runtime and the model of this browser's own backend, which no page names.
  await readmissionSession.load();
}

/** The service worker itself decides which of these it may keep. */
const loadedResources = (): readonly string[] =>
  performance.getEntriesByType('resource').map(({ name }) => name);

/** From here on every file that the page asks for passes the service worker. */
function inCharge(): Promise<void> {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return Promise.resolve();
  return new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}

/** The screen comes first. Safari has no idle callback. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 5000 });
    else setTimeout(resolve, 2000);
  });
}
