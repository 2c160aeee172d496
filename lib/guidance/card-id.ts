const PRIME = 0x100000001b3n;
const BITS = 0xffffffffffffffffn;

/** FNV-1a, 64 bits (RFC 9923): a name for something, and no secret. */
function hashOf(text: string, basis: bigint): string {
  let hash = basis;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * PRIME) & BITS;
  return hash.toString(16).padStart(16, '0');
}

/** Names a patient's rule without the patient's id: the key under which a browser keeps that it was set aside. */
export const stepKey = (patientId: string, rule: string): string =>
  hashOf(JSON.stringify([patientId, rule]), 0xcbf29ce484222325n);

/** A UUID of version 8 (RFC 9562) that is the same whenever the same is said. */
export function stableUuid(...parts: readonly string[]): string {
  const text = JSON.stringify(parts);
  const hex = hashOf(text, 0xcbf29ce484222325n) + hashOf(text, 0x9ae16a3b2f90404fn);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
