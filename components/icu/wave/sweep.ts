// Where a waveform that is swept at 25 mm/s stands at a time, in pixels of its lane.

/** 25 mm in CSS pixels, of which 96 are an inch: what a second is wide. */
export const SECOND_PIXELS = (25 * 96) / 25.4;
/** Pixels ahead of the newest sample that are wiped. */
export const ERASE_PIXELS = 12;

/** Milliseconds that a lane so many pixels wide shows. */
export const laneSpan = (width: number): number => (width / SECOND_PIXELS) * 1000;

/** Pixels from the left edge at a time: the sweep begins anew at whole multiples of the lane's span. */
export const sweepX = (at: number, width: number): number => {
  const span = laneSpan(width);
  return ((at % span) / span) * width;
};

type Strip = { readonly x: number; readonly width: number };

/** The part of a lane over which the sweep goes between two times: two parts where it begins anew in between. */
export function sweptStrips(from: number, to: number, width: number): readonly Strip[] {
  const pixels = ((to - from) / 1000) * SECOND_PIXELS;
  if (pixels >= width) return [{ x: 0, width }];
  const x = sweepX(from, width);
  const over = x + pixels - width;
  if (over <= 0) return [{ x, width: pixels }];
  return [
    { x, width: width - x },
    { x: 0, width: over },
  ];
}
