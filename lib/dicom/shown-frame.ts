import { clipLevels } from './clip-levels.ts';
import { decodeFrame } from './decode-frame.ts';
import { type GreyFrame, storedAt, toDisplay } from './display-frame.ts';
import { type GreyScale, toModality } from './grey-scale.ts';
import { shownGreys, voiOf } from './grey-table.ts';
import { isPadding } from './padding.ts';
import type { Picture } from './picture.ts';
import { headerOf } from './picture-header.ts';
import { isPrescribed, PLAIN, presetsOf } from './presets.ts';
import type { Spacing } from './scale.ts';
import { type FrameSummary, summariseFrame } from './summarise-frame.ts';
import { windowText } from './window.ts';

/** What the viewer shows of one frame when it opens it, to be compared with other software. */
export type ShownFrame = {
  /** From 1. */
  readonly frame: number;
  /** Modality values without padding, in `unit`; null for colour. */
  readonly values: { readonly min: number; readonly max: number; readonly unit: string } | null;
  /** `C 40 W 400`, or the name of the file's table; null for colour. */
  readonly window: string | null;
  /** The picture on the screen before any zoom: a grey of 8 bits for each pixel, or RGB. */
  readonly greys: FrameSummary;
  readonly spacing: Spacing | null;
  readonly facts: readonly string[];
  readonly notes: readonly string[];
};

/** `null` when the frame does not exist or cannot be decoded. */
export async function shownFrame(picture: Picture, index: number): Promise<ShownFrame | null> {
  const header = headerOf(picture);
  const own = header.perFrame[index];
  const outcome = own ? await decodeFrame(picture, index) : null;
  if (!own || !outcome?.ok) return null;
  const levels = isPrescribed(header) ? null : await clipLevels(picture, header);
  const look = presetsOf(header, levels)[0]?.look ?? PLAIN;
  const frame = toDisplay(outcome.value, picture);
  const { greyScale, calibration, facts } = own;
  const common = {
    frame: index + 1,
    spacing: calibration.spacing,
    facts,
    notes: header.notes.map(({ message }) => message),
  };
  const { rows, columns } = header;
  if (frame.kind === 'colour')
    return {
      ...common,
      values: null,
      window: null,
      greys: await summariseFrame({ rows, columns, samples: 3, values: frame.rgb }),
    };
  const voi = voiOf(greyScale, look.choice);
  const values = new Uint8Array(shownGreys(frame, greyScale, look));
  return {
    ...common,
    values: { ...extentOf(frame, greyScale), unit: greyScale.rescale.unit },
    window: voi.kind === 'window' ? windowText(voi.window) : voi.name,
    greys: await summariseFrame({ rows, columns, samples: 1, values }),
  };
}

function extentOf(frame: GreyFrame, scale: GreyScale): { readonly min: number; readonly max: number } {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [i, code] of frame.codes.entries()) {
    if (isPadding(frame.blank, code)) continue;
    const value = toModality(scale, storedAt(frame, i));
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}
