import { readJpegHeader } from './jpeg-header.ts';

/**
 * Rows and columns that a compressed stream claims, read before a decoder reserves memory for them; null when its
 * header is not understood, which is left to the decoder.
 */
export function streamSize(stream: Uint8Array): { readonly rows: number; readonly columns: number } | null {
  return readJpegHeader(stream) ?? jpeg2000Size(stream);
}

/** SIZ marker of ISO/IEC 15444-1 annex A.5.1; the codestream may lie within JP2 boxes. */
function jpeg2000Size(stream: Uint8Array) {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const end = Math.min(stream.length - 40, 4096);
  for (let at = 0; at < end; at += 1) {
    if (view.getUint32(at) !== 0xff4fff51) continue;
    return {
      columns: view.getUint32(at + 8) - view.getUint32(at + 16),
      rows: view.getUint32(at + 12) - view.getUint32(at + 20),
    };
  }
  return null;
}
