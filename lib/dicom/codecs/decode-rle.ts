import { reject } from '../refusal.ts';

/**
 * One RLE frame (PS3.5 annex G) to samples, pixel by pixel, little endian. `length` is the number of pixels; there is
 * one segment per byte of a pixel, the most significant first. Throws `RefusedError` when the segments do not fit.
 */
export function decodeRle(stream: Uint8Array, length: number, samples: number, width: number): Uint8Array {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const count = stream.length >= 64 ? view.getUint32(0, true) : 0;
  if (count !== samples * width)
    reject(
      'corrupt-frame',
      'PixelData',
      `The RLE frame has ${count} segments where ${samples * width} belong.`,
    );
  const out = new Uint8Array(length * samples * width);
  for (let segment = 0; segment < count; segment += 1) {
    const start = view.getUint32(4 + 4 * segment, true);
    const next = segment + 1 < count ? view.getUint32(8 + 4 * segment, true) : stream.length;
    const sample = Math.floor(segment / width);
    const byte = width - 1 - (segment % width);
    const plane = unpack(stream.subarray(start, Math.min(next, stream.length)), length);
    for (let i = 0; i < length; i += 1) out[(i * samples + sample) * width + byte] = plane[i] ?? 0;
  }
  return out;
}

/** PackBits of one segment; a segment that ends early is refused, not filled up. */
export function unpack(segment: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  while (to < length && from + 1 < segment.length) {
    const control = segment[from] ?? 0;
    from += 1;
    if (control < 128) {
      const literal = segment.subarray(from, from + Math.min(control + 1, length - to));
      out.set(literal, to);
      to += literal.length;
      from += control + 1;
    } else if (control > 128) {
      out.fill(segment[from] ?? 0, to, to + 257 - control);
      to += 257 - control;
      from += 1;
    }
  }
  if (to < length) reject('corrupt-frame', 'PixelData', 'The RLE frame ends before the picture is complete.');
  return out;
}
