export type Point = { readonly atS: number; readonly mb: number };

/** MB a minute with its 95 % interval. */
export type Growth = { readonly perMinute: number; readonly low: number; readonly high: number };

/** Neighbouring seconds hang together, by the collector of garbage alone; means of so many do much less. */
const BLOCKS = 20;
const Z = 1.96;

/** Student's t by the expansion round the normal quantile (Abramowitz and Stegun 26.7.5), to a hundredth from 8 degrees on. */
const studentT = (degrees: number): number =>
  Z + (Z ** 3 + Z) / (4 * degrees) + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * degrees ** 2);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Least squares through the means of twenty equal parts of the time; `null`: fewer points than that. */
export function growthOf(points: readonly Point[]): Growth | null {
  if (points.length < BLOCKS) return null;
  const blocks = Array.from({ length: BLOCKS }, (_, k) => {
    const own = points.slice(
      Math.floor((k * points.length) / BLOCKS),
      Math.floor(((k + 1) * points.length) / BLOCKS),
    );
    return { atS: mean(own.map(({ atS }) => atS)), mb: mean(own.map(({ mb }) => mb)) };
  });
  const [at, size] = [mean(blocks.map(({ atS }) => atS)), mean(blocks.map(({ mb }) => mb))];
  const spread = blocks.reduce((sum, { atS }) => sum + (atS - at) ** 2, 0);
  const slope = blocks.reduce((sum, { atS, mb }) => sum + (atS - at) * (mb - size), 0) / spread;
  const squares = blocks.reduce((sum, { atS, mb }) => sum + (mb - size - slope * (atS - at)) ** 2, 0);
  const half = studentT(BLOCKS - 2) * Math.sqrt(squares / (BLOCKS - 2) / spread);
  const perMinute = (value: number) => Math.round(60 * value * 1000) / 1000;
  return { perMinute: perMinute(slope), low: perMinute(slope - half), high: perMinute(slope + half) };
}
