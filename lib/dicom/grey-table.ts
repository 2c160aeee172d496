import type { GreyFrame } from './display-frame.ts';
import { type GreyScale, toModality, type Voi } from './grey-scale.ts';
import { lookUp } from './lookup-table.ts';
import { isPadding } from './padding.ts';
import { type Window, windowed } from './window.ts';

/** What is drawn of the values: in each frame what the file says for it, or one window in all of them. */
export type Choice =
  | {
      readonly kind: 'own';
      /** Place among the file's own. */
      readonly at: number;
      /** For frames that have none. */
      readonly otherwise: Window;
    }
  | { readonly kind: 'window'; readonly window: Window };

export type Look = { readonly choice: Choice; readonly invert: boolean };

/** What a choice is in one frame. */
export function voiOf({ vois }: Pick<GreyScale, 'vois'>, choice: Choice): Voi {
  if (choice.kind === 'window') return { kind: 'window', name: '', window: choice.window };
  const own = vois[choice.at] ?? vois[0];
  return own ?? { kind: 'window', name: '', window: choice.otherwise };
}

/** Whether two choices are the same to the reader; what frames without their own get does not count. */
export function sameChoice(one: Choice, other: Choice): boolean {
  if (one.kind === 'own') return other.kind === 'own' && one.at === other.at;
  if (other.kind === 'own') return false;
  const { center, width, shape } = other.window;
  return one.window.center === center && one.window.width === width && one.window.shape === shape;
}

/** Grey of the background: what is no part of the picture is dark in every presentation. */
const BACKGROUND = 0;

/** Grey (0 … 255) of every code of a frame, from `min` to `max`. */
export function greyTable(
  scale: GreyScale,
  { min, max, step, start, blank }: Pick<GreyFrame, 'min' | 'max' | 'step' | 'start' | 'blank'>,
  { choice, invert }: Look,
): Uint8ClampedArray {
  const table = new Uint8ClampedArray(max - min + 1);
  const voi = voiOf(scale, choice);
  for (let code = min; code <= max; code += 1) {
    const share = brightness(scale, voi, toModality(scale, code * step + start));
    table[code - min] = isPadding(blank, code) ? BACKGROUND : 255 * (invert ? 1 - share : share);
  }
  return table;
}

/** The greys of a frame on the screen, pixel by pixel, before any zoom. */
export function shownGreys(frame: GreyFrame, scale: GreyScale, look: Look): Uint8ClampedArray {
  const table = greyTable(scale, frame, look);
  return Uint8ClampedArray.from(frame.codes, (code) => table[code - frame.min] ?? BACKGROUND);
}

/** 0 … 1: the order of the steps is that of PS3.4 annex N.2. */
function brightness({ inverted, presentationTable }: GreyScale, voi: Voi, value: number): number {
  const share =
    voi.kind === 'window' ? windowed(value, voi.window) : lookUp(voi.table, value) / voi.table.top;
  const shown = inverted ? 1 - share : share;
  if (!presentationTable) return shown;
  const { first, values, top } = presentationTable;
  return lookUp(presentationTable, first + shown * (values.length - 1)) / top;
}
