import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';

/** A file of this app's own server. Rejects with `UnreadableSource`, as without a network. */
export async function fetchAsset(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(path, { ...(signal && { signal }) }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new UnreadableSource(`${path} could not be fetched.`, { cause });
  });
  if (!response.ok) throw new UnreadableSource(`${path} could not be fetched: HTTP ${response.status}.`);
  return response.blob();
}
