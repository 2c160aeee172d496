import { groupOf } from './functional-groups.ts';
import type { Notes } from './notes.ts';
import { decimalOf, decimalsInPlace, itemsOf, stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import type { Point, Scale, Spacing, SpacingBasis } from './scale.ts';
import { type Keyword, TAGS } from './tags.ts';
import { type Region, readRegion, regionScale } from './ultrasound-regions.ts';

export type Calibration = {
  readonly spacing: Spacing | null;
  readonly regions: readonly Region[];
  /** Height of a pixel over its width where nothing but this is known (PS3.3 C.7.6.3.1.7). */
  readonly aspect: number;
};

/** Modalities whose picture is a shadow on a detector (PS3.3 10.7.1.3). */
const PROJECTIONS = new Set(['CR', 'DX', 'MG', 'XA', 'RF', 'RG', 'IO', 'PX', 'DF', 'DS']);

/** Scales of every frame, as the file states them; frames that share theirs share the object. */
export function readCalibrations(set: DataSet, frames: number, notes: Notes): Calibration[] {
  const regions = itemsOf(set, TAGS.SequenceOfUltrasoundRegions).flatMap((item) => readRegion(item) ?? []);
  const known = new Map<DataSet, Calibration>();
  return Array.from({ length: frames }, (_, frame) => {
    const measures = groupOf(set, TAGS.PixelMeasuresSequence, frame);
    const spacing = () => readSpacing(set, measures, notes);
    const calibration = known.get(measures) ?? {
      spacing: spacing(),
      regions,
      aspect: readAspect(set, notes),
    };
    known.set(measures, calibration);
    return calibration;
  });
}

type Pair = readonly [row: number, column: number];

/** Two distances above 0: rows first (PS3.3 10.7.1.1). */
function pairOf(set: DataSet, keyword: Keyword, notes: Notes): Pair | null {
  const values = decimalsInPlace(set, TAGS[keyword]);
  const [row = 0, column = 0] = values;
  if (values.length === 2 && row > 0 && column > 0) return [row, column];
  if (values.some((value) => value !== undefined))
    notes.add(keyword, `${keyword} does not hold two distances above 0, and is not used.`);
  return null;
}

const same = (a: Pair, b: Pair): boolean => a[0] === b[0] && a[1] === b[1];

const spacingOf = ([y, x]: Pair, basis: SpacingBasis): Spacing => ({ x, y, basis });

function readSpacing(set: DataSet, measures: DataSet, notes: Notes): Spacing | null {
  const detector = pairOf(set, 'ImagerPixelSpacing', notes);
  const patient = pairOf(measures, 'PixelSpacing', notes);
  if (patient) {
    const basis = patientBasis(set, patient, detector);
    return basis === 'detector' ? detectorSpacing(set, patient) : spacingOf(patient, basis);
  }
  if (detector) return detectorSpacing(set, detector);
  const film = pairOf(set, 'NominalScannedPixelSpacing', notes);
  return film && spacingOf(film, 'film');
}

/** Equal values mean that nobody calibrated, unless the file says who did (PS3.3 10.7.1.3). */
function patientBasis(set: DataSet, patient: Pair, detector: Pair | null): SpacingBasis {
  const isCalibrated = ['GEOMETRY', 'FIDUCIAL'].includes(stringOf(set, TAGS.PixelSpacingCalibrationType));
  if (isCalibrated || (detector && !same(patient, detector))) return 'patient';
  if (detector) return 'detector';
  return PROJECTIONS.has(stringOf(set, TAGS.Modality)) ? 'unstated' : 'patient';
}

/** PS3.3 C.8.11.2.1.7: an estimate of the machine, not a measurement. */
function detectorSpacing(set: DataSet, [row, column]: Pair): Spacing {
  const factor = decimalOf(set, TAGS.EstimatedRadiographicMagnificationFactor) ?? 0;
  return factor >= 1
    ? spacingOf([row / factor, column / factor], 'magnification')
    : spacingOf([row, column], 'detector');
}

/** Pixel Aspect Ratio: vertical over horizontal. */
function readAspect(set: DataSet, notes: Notes): number {
  const pair = pairOf(set, 'PixelAspectRatio', notes);
  return pair ? pair[0] / pair[1] : 1;
}

/** One scale for all of the points. Where regions are described, nothing outside them has a scale. */
export function scaleAt({ spacing, regions, aspect }: Calibration, points: readonly Point[]): Scale {
  if (regions.length > 0) return regionScale(regions, points);
  if (spacing) return { spacing };
  return {
    spacing: null,
    reason: aspect === 1 ? '' : 'the file gives no scale, and its pixels are not square',
  };
}

/** The same without the reason. */
export const spacingAt = (calibration: Calibration, points: readonly Point[]): Spacing | null =>
  scaleAt(calibration, points).spacing;

/** Height over width of the pixels under some points. */
export function aspectAt(calibration: Calibration, points: readonly Point[]): number {
  const spacing = spacingAt(calibration, points);
  return spacing ? spacing.y / spacing.x : calibration.aspect;
}
