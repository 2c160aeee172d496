import type { Look } from '#lib/dicom/grey-table.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { PLAIN } from '#lib/dicom/presets.ts';
import type { Refusal } from '#lib/dicom/refusal.ts';
import type { Point } from '#lib/dicom/scale.ts';
import type { Measurement, MeasurementKind } from './measurement.ts';

/** What the primary button, one finger or the arrow keys do on the picture. */
export type Tool = 'window' | 'pan' | 'zoom' | 'magnify' | MeasurementKind;

export const isMeasuring = (tool: Tool): tool is MeasurementKind =>
  !['window', 'pan', 'zoom', 'magnify'].includes(tool);

/** One picture on the screen and what was done to it. */
export type ViewerState = {
  readonly status: 'opening' | 'shown' | 'refused';
  readonly refusal: Refusal | null;
  readonly header: PictureHeader | null;
  /** Why it cannot be told whose or which picture this is: it is marked, and nothing can be measured or saved. */
  readonly doubt: string | null;
  readonly frame: number;
  /** Why the current frame alone cannot be shown. */
  readonly frameRefusal: Refusal | null;
  readonly look: Look;
  /** Shutter and overlay planes are drawn. */
  readonly withPlanes: boolean;
  /** Window at the start and at reset; presets are relative to the values in the picture. */
  readonly presets: readonly { readonly name: string; readonly look: Look }[];
  readonly rotation: number;
  readonly flipHorizontal: boolean;
  readonly flipVertical: boolean;
  readonly tool: Tool;
  readonly measurements: readonly Measurement[];
  /** Points of the measurement being made. */
  readonly draft: readonly Point[];
  /** Where the next point goes by keyboard, and where the magnifier is; null: nowhere. */
  readonly cursor: Point | null;
  readonly playing: boolean;
  readonly loop: boolean;
  readonly speed: number;
  /** Frames decoded ahead, 0 … frames. */
  readonly loaded: number;
  /** Raised by each drawing, so that what lies over the picture is placed anew. */
  readonly drawn: number;
};

export const EMPTY: ViewerState = {
  status: 'opening',
  refusal: null,
  header: null,
  doubt: null,
  frame: 0,
  frameRefusal: null,
  look: PLAIN,
  withPlanes: true,
  presets: [],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  tool: 'window',
  measurements: [],
  draft: [],
  cursor: null,
  playing: false,
  loop: true,
  speed: 1,
  loaded: 0,
  drawn: 0,
};
