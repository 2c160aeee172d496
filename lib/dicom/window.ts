import type { Notes } from './notes.ts';
import { decimalsInPlace, stringOf, stringsOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

type WindowShape = 'linear' | 'linear-exact' | 'sigmoid';

/** Part of the values that is spread over black to white (PS3.3 C.11.2.1.2 and C.11.2.1.3), in modality units. */
export type Window = { readonly center: number; readonly width: number; readonly shape: WindowShape };

type NamedWindow = { readonly name: string; readonly window: Window };

/** The windows of a data set that can be drawn; of each other one it is noted why it cannot. */
export function readWindows(set: DataSet, notes: Notes): NamedWindow[] {
  const centers = decimalsInPlace(set, TAGS.WindowCenter);
  const widths = decimalsInPlace(set, TAGS.WindowWidth);
  const names = stringsOf(set, TAGS.WindowCenterWidthExplanation);
  const shape = shapeOf(set, notes);
  const count = Math.max(centers.length, widths.length);
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const [center, width] = [centers[i], widths[i]];
    const problem = problemOf(center, width, shape);
    if (problem !== null) notes.add('WindowWidth', `A window of the file is not used: ${problem}.`);
    if (problem !== null || center === undefined || width === undefined) return [];
    const name = names[i] || (i === 0 ? 'As acquired' : `As acquired ${i + 1}`);
    return [{ name, window: { center, width, shape } }];
  });
}

/** LINEAR needs a width of at least 1 (C.11.2.1.2.1), the other functions one above 0 (C.11.2.1.3). */
function problemOf(center: number | undefined, width: number | undefined, shape: WindowShape): string | null {
  if (center === undefined || width === undefined) return 'its center or its width is no number';
  if (width <= 0) return `its width is ${width}`;
  return shape === 'linear' && width < 1
    ? `its width is ${width}, and the function LINEAR needs one of at least 1`
    : null;
}

function shapeOf(set: DataSet, notes: Notes): WindowShape {
  const name = stringOf(set, TAGS.VOILUTFunction);
  const plain = name.toUpperCase().replace(/[ -]/g, '_');
  if (plain === 'SIGMOID') return 'sigmoid';
  if (plain === 'LINEAR_EXACT') return 'linear-exact';
  if (plain !== '' && plain !== 'LINEAR')
    notes.add(
      'VOILUTFunction',
      `The function “${name.slice(0, 16)}” of the window is unknown, and LINEAR is drawn.`,
    );
  return 'linear';
}

const clamp = (x: number): number => Math.max(0, Math.min(1, x));

/** Modality value to 0 … 1, dark to bright. */
export function windowed(value: number, { center, width, shape }: Window): number {
  if (shape === 'sigmoid') return 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'linear-exact') return clamp((value - center) / width + 0.5);
  return width <= 1 ? Number(value > center - 0.5) : clamp((value - (center - 0.5)) / (width - 1) + 0.5);
}

/** The window that draws `low` black and `high` white; of equal ones, what is above them is white. */
export function windowOf(low: number, high: number): Window {
  const width = high > low ? high - low : Math.max(Math.abs(low), 1) * 1e-6;
  return { center: low + width / 2, width, shape: 'linear-exact' };
}

/** `C 40 W 400`, `C 0.1 W 0.2`: with the digits that a thousandth of the width needs. */
export function windowText({ center, width }: Window): string {
  const digits = Math.min(20, Math.max(0, 3 - Math.floor(Math.log10(width))));
  return `C ${plain(center, digits)} W ${plain(width, digits)}`;
}

const plain = (value: number, digits: number): string => String(Number(value.toFixed(digits)) + 0);
