import { ModelError } from './model-error.ts';
import type { ModelSource } from './model-source.ts';

/** One file as the manifest lists it. */
export type ListedFile = { readonly name: string; readonly bytes: number; readonly sha256: string };

/** Browsers hash only on secure origins (W3C Web Cryptography, section 6): `ModelError` `integrity` elsewhere. */
export function requireSecureOrigin(): void {
  if (globalThis.crypto?.subtle) return;
  throw new ModelError('integrity', 'Model files cannot be verified here: the page must come over HTTPS.');
}

/** SHA-256 (FIPS 180-4) as 64 lower-case hex digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  requireSecureOrigin();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The listed file with its hash checked, cached or not: a copy in the browser's store may have been changed too.
 * A broken cached copy is fetched again. Throws `ModelError` `download` or `integrity`.
 */
export async function readVerified(
  source: ModelSource,
  file: ListedFile,
  onProgress?: (fraction: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const cached = await source.cache?.recall(file.sha256);
  if (cached && (await sha256(cached)) === file.sha256) return cached;
  const bytes = await source.read(file.name, { bytes: file.bytes, ...(onProgress && { onProgress }) });
  if (bytes.length !== file.bytes || (await sha256(bytes)) !== file.sha256) {
    throw new ModelError(
      'integrity',
      `${file.name} of ${source.location} is not the file that its manifest lists (SHA-256 or length differ); it is not used.`,
    );
  }
  await source.cache?.keep(file.sha256, bytes);
  return bytes;
}
