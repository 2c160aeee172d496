import type { Stream } from '../../stream.ts';
import { letter } from '../lettering.ts';
import { decay } from '../tabulated.ts';
import type { Projection } from './findings.ts';
import type { Scanner } from './scanner.ts';
import { SIZE } from './thorax.ts';

/** Largest value that 12 bits hold. */
export const WHITE = 4095;

/** Attenuation to 12-bit grey by a sigmoid, as film does and printers expect; bone is bright. */
export function toGrey(attenuation: Float32Array, { level, contrast }: Scanner): Uint16Array {
  const grey = new Uint16Array(attenuation.length);
  for (let p = 0; p < grey.length; p += 1) {
    const x = contrast * ((attenuation[p] ?? 0) - level);
    const share = x >= 0 ? 1 / (1 + decay(x)) : 1 - 1 / (1 + decay(-x));
    grey[p] = Math.round(WHITE * share);
  }
  return grey;
}

/** Closes the collimator: the border is masked black, or left dim by what leaks through its leaves. */
export function collimate(grey: Uint16Array, scanner: Scanner, stream: Stream): void {
  const edges = Array.from({ length: 4 }, () => Math.floor(3 + 16 * stream.uniform() * stream.uniform()));
  const [left = 0, right = 0, top = 0, bottom = 0] = edges;
  const dark = scanner.maskedBorder ? 0 : 150;
  for (let row = 0, p = 0; row < SIZE; row += 1)
    for (let column = 0; column < SIZE; column += 1, p += 1)
      if (column < left || column >= SIZE - right || row < top || row >= SIZE - bottom) grey[p] = dark;
}

/** Lead letters laid on the detector: the patient's left, and how the film was taken; and that no patient was. */
export function mark(grey: Uint16Array, projection: Projection): void {
  const paint = (column: number, row: number) => {
    if (column >= 0 && column < SIZE && row >= 0 && row < SIZE) grey[row * SIZE + column] = WHITE;
  };
  letter({ text: 'L', column: 462, row: 44, dot: 4 }, paint);
  if (projection === 'AP') letter({ text: 'AP PORTABLE', column: 404, row: 80, dot: 1 }, paint);
  letter({ text: 'SIMULATED', column: 26, row: SIZE - 36, dot: 1 }, paint);
}
