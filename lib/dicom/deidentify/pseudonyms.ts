const encoder = new TextEncoder();

/** Days that dates are moved back by: one to ten years, the same for all files of a patient. */
const LEAST_SHIFT = 365;
const SHIFT_RANGE = 3286;

/** Replacements that are the same for the same original and secret, and tell nothing of it without the secret. */
export type Pseudonyms = {
  /** `null` for a UID that was not announced. */
  readonly uid: (original: string) => string | null;
  readonly patientCode: string;
  /** Negative. */
  readonly shiftDays: number;
};

const toUid = (digest: Uint8Array): string => {
  let value = 0n;
  for (const byte of digest.subarray(0, 16)) value = (value << 8n) | BigInt(byte);
  // Version 8 and variant bits of RFC 9562: a UUID by own hashing, below 2.25 (PS3.5 annex B.2).
  const versioned = (value & ~(0xf000n << 64n)) | (0x8000n << 64n);
  const varied = (versioned & ~(0b11n << 62n)) | (0b10n << 62n);
  return `2.25.${varied}`;
};

/** HMAC-SHA-256 under a secret (FIPS 198-1). */
async function keyed(secret: Uint8Array<ArrayBuffer>) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  return async (purpose: string, text: string): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(`${purpose}\n${text}`)));
}

/**
 * @param secret at least 16 bytes; whoever has it can tell whether a guess at an original is right
 * @param patient what tells this patient from others, e.g. the Patient ID with its issuer
 * @param uids all UIDs that will be asked for
 */
export async function makePseudonyms(
  secret: Uint8Array<ArrayBuffer>,
  patient: string,
  uids: Iterable<string>,
): Promise<Pseudonyms> {
  const digest = await keyed(secret);
  const replaced = new Map<string, string>();
  for (const uid of uids) replaced.set(uid, toUid(await digest('uid', uid)));
  const code = await digest('patient', patient);
  const shift = new DataView((await digest('shift', patient)).buffer).getUint32(0);
  return {
    uid: (original) => replaced.get(original) ?? null,
    patientCode: `ANON-${Array.from(code.subarray(0, 5), (byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase()}`,
    shiftDays: -(LEAST_SHIFT + (shift % SHIFT_RANGE)),
  };
}
