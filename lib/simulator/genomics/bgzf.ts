import { deflateSync } from 'fflate';

/**
 * Blocked gzip: SAMv1 specification, section 4.1. Each block is a gzip member of at most 64 KiB whose extra field `BC` tells
 * its compressed size; an empty block ends the file. fflate deflates in TypeScript alone, so the bytes depend on its version
 * (exact in package.json) and not, like zlib's, on the machine.
 */
const BLOCK_BYTES = 65_280;
const HEADER_BYTES = 18;
const FOOTER_BYTES = 8;
/** 2¹⁶ hash entries: left to itself, fflate would take a logarithm, whose last bit belongs to the engine. */
const DEFLATE = { level: 4, mem: 4 } as const;
/** Section 4.1.2: the end-of-file marker. */
const END = new Uint8Array([
  0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0, 27, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 of RFC 1952. */
function checksum(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let k = 0; k < bytes.length; k += 1) c = (CRC_TABLE[(c ^ (bytes[k] ?? 0)) & 0xff] ?? 0) ^ (c >>> 8);
  return ~c >>> 0;
}

function block(bytes: Uint8Array): Uint8Array {
  const deflated = deflateSync(bytes, DEFLATE);
  const member = new Uint8Array(HEADER_BYTES + deflated.length + FOOTER_BYTES);
  const view = new DataView(member.buffer);
  // Magic, deflate, FEXTRA; no time, operating system unknown; 6 bytes of extra field: "BC", length 2, size − 1.
  member.set([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0]);
  view.setUint16(16, member.length - 1, true);
  member.set(deflated, HEADER_BYTES);
  view.setUint32(member.length - 8, checksum(bytes), true);
  view.setUint32(member.length - 4, bytes.length, true);
  return member;
}

export type BlockedFile = {
  readonly bytes: Uint8Array;
  /** Virtual offset of a position in the uncompressed text: start of its block · 2¹⁶ + position within. */
  readonly virtualOffset: (position: number) => number;
};

export function compressInBlocks(text: Uint8Array): BlockedFile {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < text.length; at += BLOCK_BYTES)
    blocks.push(block(text.subarray(at, at + BLOCK_BYTES)));
  blocks.push(END);
  const starts: number[] = [];
  let size = 0;
  for (const one of blocks) {
    starts.push(size);
    size += one.length;
  }
  const bytes = new Uint8Array(size);
  for (const [n, one] of blocks.entries()) bytes.set(one, starts[n] ?? 0);
  const lastBlock = blocks.length - 1;
  const virtualOffset = (position: number) =>
    position >= text.length
      ? (starts[lastBlock] ?? 0) * 65_536
      : (starts[Math.floor(position / BLOCK_BYTES)] ?? 0) * 65_536 + (position % BLOCK_BYTES);
  return { bytes, virtualOffset };
}
