import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import type { z } from 'zod';

/** What a sealed cookie is for; one kind never opens as another, though both come from one secret. */
type Purpose = 'session' | 'sign-in';

/** A key of its own for each purpose (HKDF, RFC 5869). */
function keyOf(secret: string, purpose: Purpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `consilium ${purpose} v1`, 32));
}

/** Encrypts and authenticates `content` (JWE, RFC 7516: dir, A256GCM); it opens until `expires` (s since epoch). */
export async function seal(
  secret: string,
  purpose: Purpose,
  content: Readonly<Record<string, unknown>>,
  expires: number,
): Promise<string> {
  return new EncryptJWT({ ...content })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(expires)
    .encrypt(keyOf(secret, purpose));
}

/** The content, or `null` when the cookie is absent, altered, expired, of another purpose or of another shape. */
export async function unseal<T>(
  secret: string,
  purpose: Purpose,
  sealed: string | undefined,
  shape: z.ZodType<T>,
  now: Date,
): Promise<T | null> {
  if (!sealed) return null;
  try {
    const { payload } = await jwtDecrypt(sealed, keyOf(secret, purpose), {
      currentDate: now,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return shape.safeParse(payload).data ?? null;
  } catch {
    return null;
  }
}
