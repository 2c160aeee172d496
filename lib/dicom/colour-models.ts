/**
 * YCbCr of PS3.3 C.7.6.3.1.2 to RGB, in place: 8 bits, pixel by pixel. The inverse of the CCIR 601-2 matrix, rounded.
 */
export function ybrToRgb(pixels: Uint8Array): Uint8Array {
  for (let i = 0; i + 2 < pixels.length; i += 3) {
    const y = pixels[i] ?? 0;
    const cb = (pixels[i + 1] ?? 0) - 128;
    const cr = (pixels[i + 2] ?? 0) - 128;
    pixels[i] = clamp(y + 1.402 * cr);
    pixels[i + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr);
    pixels[i + 2] = clamp(y + 1.772 * cb);
  }
  return pixels;
}

const clamp = (x: number): number => Math.max(0, Math.min(255, Math.round(x)));

/** Y Y Cb Cr for each pair of pixels to Y Cb Cr for each pixel (YBR_FULL_422, PS3.3 C.7.6.3.1.2). */
export function spread422(packed: Uint8Array): Uint8Array {
  const pairs = packed.length >> 2;
  const out = new Uint8Array(pairs * 6);
  for (let i = 0; i < pairs; i += 1) {
    const [y0 = 0, y1 = 0, cb = 0, cr = 0] = packed.subarray(4 * i, 4 * i + 4);
    out.set([y0, cb, cr, y1, cb, cr], 6 * i);
  }
  return out;
}
