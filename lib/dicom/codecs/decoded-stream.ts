/** A compressed image decoded: samples pixel by pixel, unsigned, little endian, one or two bytes each. */
export type DecodedStream = {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly bits: number;
  readonly bytes: Uint8Array;
};

/** Planes one after another to pixel by pixel; a sample has `width` bytes. */
export function interleave(planes: Uint8Array, components: number, width: number): Uint8Array {
  const out = new Uint8Array(planes.length);
  const pixels = planes.length / components / width;
  for (let c = 0; c < components; c += 1)
    for (let i = 0; i < pixels; i += 1)
      for (let b = 0; b < width; b += 1)
        out[(i * components + c) * width + b] = planes[(c * pixels + i) * width + b] ?? 0;
  return out;
}
