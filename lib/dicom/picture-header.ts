import type { Issue } from '#lib/clinical/issue.ts';
import { type Calibration, readCalibrations } from './calibration.ts';
import { type Cine, readCine } from './cine.ts';
import { type FrameFacts, readFrameFacts } from './frame-facts.ts';
import { describedFrames } from './functional-groups.ts';
import { type GreyScale, readGreyScales } from './grey-scale.ts';
import { type Labels, readLabels } from './labels.ts';
import { Notes } from './notes.ts';
import { stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import type { Picture } from './picture.ts';
import { type PictureOverlays, readOverlays } from './picture-planes.ts';
import { type RealWorldMapping, readRealWorldMappings } from './real-world-value.ts';
import { readShutter, type Shutter } from './shutter.ts';
import { TAGS } from './tags.ts';

/** What belongs to one frame and may differ from the next (PS3.3 C.7.6.16). */
export type FrameHeader = {
  readonly greyScale: GreyScale;
  readonly realWorld: readonly RealWorldMapping[];
  readonly calibration: Calibration;
  readonly facts: FrameFacts;
  readonly shutter: Shutter | null;
};

/** Everything about a picture but its pixels, as plain data that can cross to the page. */
export type PictureHeader = {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly coloured: boolean;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly transferSyntax: { readonly uid: string; readonly name: string };
  /** Height of a pixel over its width, as all frames are drawn. */
  readonly aspect: number;
  /** The machine says that no text about the patient is part of the picture (Burned In Annotation NO). */
  readonly cleanPixels: boolean;
  readonly labels: Labels;
  /** One for each frame. */
  readonly perFrame: readonly FrameHeader[];
  readonly overlays: PictureOverlays;
  readonly cine: Cine;
  /** Of a film the name of its codec. */
  readonly film: { readonly codec: string } | null;
  /** What the file says and is not done, or cannot be believed. */
  readonly notes: readonly Issue[];
};

export function headerOf(picture: Picture): PictureHeader {
  const { file, rows, columns, frames, samples, palette, bitsStored, signed } = picture;
  const { set, syntax } = file;
  const notes = new Notes();
  const perFrame = readFrames(picture, notes);
  return {
    rows,
    columns,
    frames,
    coloured: samples === 3 || palette !== null,
    bitsStored,
    signed,
    transferSyntax: { uid: syntax.uid, name: syntax.name },
    aspect: aspectOf(perFrame, notes),
    cleanPixels: stringOf(set, TAGS.BurnedInAnnotation) === 'NO',
    labels: readLabels(set, notes),
    perFrame,
    overlays: readOverlays(
      picture,
      perFrame.map(({ shutter }) => shutter),
      notes,
    ),
    cine: readCine(set, frames, notes),
    film: null,
    notes: notes.issues,
  };
}

function readFrames(picture: Picture, notes: Notes): FrameHeader[] {
  const { file, frames, signed } = picture;
  const { set } = file;
  noteMissingFrames(set, frames, notes);
  const calibrations = readCalibrations(set, frames, notes);
  return readGreyScales(set, picture, notes).flatMap((greyScale, frame): FrameHeader[] => {
    const calibration = calibrations[frame];
    const realWorld = readRealWorldMappings(set, frame, signed);
    const shutter = readShutter(set, frame, notes);
    const facts = readFrameFacts(set, frame);
    return calibration ? [{ greyScale, realWorld, calibration, facts, shutter }] : [];
  });
}

function noteMissingFrames(set: DataSet, frames: number, notes: Notes): void {
  const described = describedFrames(set);
  if (described === null || described >= frames) return;
  notes.add(
    'PerFrameFunctionalGroupsSequence',
    `The file describes ${described} of its ${frames} frames: values, scale and place of the others may be missing.`,
  );
}

/** What belongs to frame `index`, from 0. */
export function frameHeader({ perFrame }: Pick<PictureHeader, 'perFrame'>, index: number): FrameHeader {
  const frame = perFrame[index];
  if (!frame) throw new Error(`There is no frame ${index}.`);
  return frame;
}

const shapeOf = ({ calibration: { spacing, regions, aspect } }: FrameHeader): number => {
  const own = spacing ?? regions.find((region) => region.spacing)?.spacing;
  return own ? own.y / own.x : aspect;
};

function aspectOf(perFrame: readonly FrameHeader[], notes: Notes): number {
  const aspect = perFrame[0] ? shapeOf(perFrame[0]) : 1;
  if (perFrame.some((frame) => Math.abs(shapeOf(frame) / aspect - 1) > 0.001))
    notes.add(
      'PixelSpacing',
      'The pixels of the frames differ in shape: all are drawn as those of the first.',
    );
  // Beyond this a header is wrong rather than a pixel so long.
  return aspect > 0.05 && aspect < 20 ? aspect : 1;
}
