import { type Calibration, readCalibration } from './calibration.ts';
import { type Cine, readCine } from './cine.ts';
import { type GreyScale, readGreyScale } from './grey-scale.ts';
import { type Labels, readLabels } from './labels.ts';
import { decimalsOf, stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import type { Picture } from './picture.ts';
import { TAGS } from './tags.ts';

/** Everything about a picture but its pixels, as plain data that can cross to the page. */
export type PictureHeader = {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly coloured: boolean;
  readonly bitsStored: number;
  readonly transferSyntax: { readonly uid: string; readonly name: string };
  /** Height of a pixel over its width. */
  readonly aspect: number;
  /** The machine says that no text about the patient is part of the picture (Burned In Annotation NO). */
  readonly cleanPixels: boolean;
  readonly labels: Labels;
  readonly greyScale: GreyScale;
  readonly calibration: Calibration;
  readonly cine: Cine;
};

export function headerOf({
  file,
  rows,
  columns,
  frames,
  samples,
  palette,
  bitsStored,
}: Picture): PictureHeader {
  const { set, syntax } = file;
  const calibration = readCalibration(set);
  return {
    rows,
    columns,
    frames,
    coloured: samples === 3 || palette !== null,
    bitsStored,
    transferSyntax: { uid: syntax.uid, name: syntax.name },
    aspect: aspectOf(set, calibration),
    cleanPixels: stringOf(set, TAGS.BurnedInAnnotation) === 'NO',
    labels: readLabels(set),
    greyScale: readGreyScale(set),
    calibration,
    cine: readCine(set, frames),
  };
}

function aspectOf(set: DataSet, { spacing, regions }: Calibration): number {
  const own = spacing ?? regions.find((region) => region.spacing)?.spacing;
  const [vertical = 1, horizontal = 1] = decimalsOf(set, TAGS.PixelAspectRatio);
  const aspect = own ? own.y / own.x : vertical / horizontal;
  // Beyond this a header is wrong rather than a pixel so long.
  return aspect > 0.05 && aspect < 20 ? aspect : 1;
}
