import type { MapSurface } from '#lib/fusion/map-shape.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** Over greys on black in both themes: amber raises, blue lowers, apart in lightness too. */
export const RAISES: Colour = [255, 158, 44];
export const LOWERS: Colour = [78, 158, 255];

/** Share of the strongest place below which nothing is drawn: the picture itself is to be seen there. */
const FAINTEST = 0.12;
const MOST_OPAQUE = 0.58;

/** How opaque a place is, 0 to 1, by its share of the strongest, −1 to 1. */
export const opacityOf = (share: number): number =>
  MOST_OPAQUE * Math.max(0, (Math.abs(share) - FAINTEST) / (1 - FAINTEST));

/** A surface as RGBA, four bytes a sample: hue by direction, opacity by strength. */
export function mapPixels({ values, peak }: MapSurface): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, i) => {
    const share = peak === 0 ? 0 : value / peak;
    pixels.set([...(share > 0 ? RAISES : LOWERS), Math.round(255 * opacityOf(share))], 4 * i);
  });
  return pixels;
}
