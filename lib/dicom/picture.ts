import type { DicomFile } from './dicom-file.ts';
import type { Palette } from './palette.ts';

/** How the samples of one frame are laid out and what they mean (PS3.3 C.7.6.3), checked against each other. */
export type PixelFormat = {
  readonly rows: number;
  readonly columns: number;
  readonly samples: 1 | 3;
  readonly frames: number;
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  readonly float: boolean;
  readonly photometric: Photometric;
  /** Native colour in three planes instead of pixel by pixel. */
  readonly planar: boolean;
};

export type Photometric =
  | 'MONOCHROME1'
  | 'MONOCHROME2'
  | 'PALETTE COLOR'
  | 'RGB'
  | 'YBR_FULL'
  | 'YBR_FULL_422'
  | 'YBR_PARTIAL_420'
  | 'YBR_ICT'
  | 'YBR_RCT';

/** A file whose picture can be drawn as far as its header tells. */
export type Picture = PixelFormat & {
  readonly file: DicomFile;
  readonly palette: Palette | null;
  /** Bytes of frame `index`, counted from 0; compressed or native as the transfer syntax says. */
  readonly frameBytes: (index: number) => Uint8Array;
};

export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/**
 * One decoded frame, rows × columns × samples. Grey and palette values as stored, before any rescaling;
 * colour as RGB, pixel by pixel, whatever it was stored as.
 */
export type Frame = {
  readonly rows: number;
  readonly columns: number;
  readonly samples: 1 | 3;
  readonly values: Samples;
};
