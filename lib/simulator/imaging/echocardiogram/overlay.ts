import { exp } from '../../arithmetic.ts';
import { letter } from '../lettering.ts';
import { type Cycle, sinceDiastole } from './cardiac-cycle.ts';
import { HEIGHT, REGION, type Screen, toRow, WIDTH } from './screen.ts';

const WHITE = 235;
const GREY = 120;
const TRACE_LEFT = 20;
const TRACE_WIDTH = 440;
const BASELINE = HEIGHT - 6;

/** What stands on the screen in every frame: centimetre ticks, and that nothing of this is real. */
export function drawScale(screen: Screen): Uint8Array {
  const picture = new Uint8Array(WIDTH * HEIGHT);
  for (let cm = 0; cm <= screen.depth; cm += 1) {
    const row = Math.round(toRow(screen, cm));
    const length = cm % 5 === 0 ? 10 : 5;
    picture.fill(WHITE, row * WIDTH + REGION.x1 + 6, row * WIDTH + REGION.x1 + 6 + length);
  }
  const paint = (column: number, row: number) => {
    picture[row * WIDTH + column] = 180;
  };
  letter({ text: 'SIMULATED', column: 8, row: 8, dot: 1 }, paint);
  return picture;
}

/** Height of a schematic lead II in a frame, pixels above the baseline; the R wave is at end-diastole. */
function trace(cycle: Cycle, frame: number): number {
  const t = sinceDiastole(cycle, frame) / cycle.beatFrames;
  const wave = (centre: number, width: number) => {
    const d = Math.min(Math.abs(t - centre), 1 - Math.abs(t - centre)) / width;
    return exp(-d * d);
  };
  return 10 * wave(0, 0.018) - 2.5 * wave(0.035, 0.015) + 2.5 * wave(0.3, 0.05) + 1.6 * wave(0.86, 0.03);
}

/** Rows of the electrocardiogram below the sector, by column. */
export const layTrace = (cycle: Cycle): readonly number[] =>
  Array.from({ length: TRACE_WIDTH }, (_, i) =>
    Math.round(BASELINE - trace(cycle, (i / TRACE_WIDTH) * cycle.frames)),
  );

/** Draws it, bright as far as the clip has run: `share` 0 … 1. */
export function drawTrace(picture: Uint8Array, rows: readonly number[], share: number): void {
  let before = BASELINE;
  for (const [i, row] of rows.entries()) {
    const shade = i <= share * TRACE_WIDTH ? WHITE : GREY;
    for (let y = Math.min(row, before); y <= Math.max(row, before); y += 1)
      picture[y * WIDTH + TRACE_LEFT + i] = shade;
    before = row;
  }
}
