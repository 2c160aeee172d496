import { hashIdentifier } from '../../stream.ts';

/**
 * DICOM UID of one study, series or instance, the same for the same key: a UUID as a decimal number below 2.25
 * (ISO/IEC 9834-8; PS3.5 annex B.2), with the version and variant bits of a name-based UUID of own hashing (version 8).
 */
export function uniqueIdentifier(seed: number, index: number, purpose: string): string {
  const high = BigInt(`0x${hashIdentifier(seed, index, `uid-high-${purpose}`)}`);
  const low = BigInt(`0x${hashIdentifier(seed, index, `uid-low-${purpose}`)}`);
  const versioned = (high & ~0xf000n) | 0x8000n;
  const varied = (low & 0x3fffffffffffffffn) | 0x8000000000000000n;
  return `2.25.${((versioned << 64n) | varied).toString()}`;
}
