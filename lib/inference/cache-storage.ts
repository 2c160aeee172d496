import type { ModelCache } from './model-source.ts';

/**
 * Files of one model in the browser's Cache Storage, keyed by content hash.
 * Private windows, full disks and insecure origins reject at any call; then the model is downloaded each time.
 */
export function storedFiles(name: string): ModelCache {
  // Keys must be URLs; `.invalid` never resolves (RFC 2606).
  const url = (key: string) => `https://model.invalid/${key}`;

  async function attempt<T>(work: (cache: Cache) => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work(await caches.open(name));
    } catch {
      return otherwise;
    }
  }

  return {
    recall: (key) =>
      attempt(async (cache) => {
        const response = await cache.match(url(key));
        return response ? new Uint8Array(await response.arrayBuffer()) : null;
      }, null),
    keep: (key, bytes) => attempt((cache) => cache.put(url(key), new Response(bytes)), undefined),
    retain: (keys) =>
      attempt(async (cache) => {
        const kept = new Set(keys.map(url));
        for (const request of await cache.keys()) {
          if (!kept.has(request.url)) await cache.delete(request);
        }
      }, undefined),
  };
}
