import { aspectAt, type Calibration, scaleAt, spacingAt } from '#lib/dicom/calibration.ts';
import { cardiothoracicRatio, type Line } from '#lib/dicom/measurements/cardiothoracic-ratio.ts';
import { angleOf, lengthOf } from '#lib/dicom/measurements/geometry.ts';
import { discVolume, ejectionFraction, type Volume } from '#lib/dicom/measurements/method-of-discs.ts';
import { frameHeader, type PictureHeader } from '#lib/dicom/picture-header.ts';
import type { Point, Spacing } from '#lib/dicom/scale.ts';
import { BASIS_NOTES } from './spacing-text.ts';

export type MeasurementKind =
  | 'length'
  | 'angle'
  | 'probe'
  | 'heart'
  | 'chest'
  | 'diastole'
  | 'systole'
  | 'm-mode';

/** Points in pixels of one frame. */
export type Measurement = {
  readonly id: number;
  readonly kind: MeasurementKind;
  readonly frame: number;
  readonly points: readonly Point[];
  /** What a probe reads, with its unit. */
  readonly reading?: string;
};

/** How many points complete one; a trace has as many as it takes. */
export const POINTS: Readonly<Record<MeasurementKind, number>> = {
  length: 2,
  angle: 3,
  probe: 1,
  heart: 2,
  chest: 2,
  diastole: Number.POSITIVE_INFINITY,
  systole: Number.POSITIVE_INFINITY,
  'm-mode': 2,
};

/** A picture has one of each: a second one replaces the first. */
export const SINGLE: ReadonlySet<MeasurementKind> = new Set([
  'heart',
  'chest',
  'diastole',
  'systole',
  'm-mode',
]);

export const KIND_NAMES: Readonly<Record<MeasurementKind, string>> = {
  length: 'Length',
  angle: 'Angle',
  probe: 'Value',
  heart: 'Width of the heart',
  chest: 'Width of the chest',
  diastole: 'End-diastolic trace',
  systole: 'End-systolic trace',
  'm-mode': 'M-mode line',
};

/** Whether one stands in a frame: an M-mode line goes through all of them. */
export const isIn = ({ kind, frame }: Measurement, shown: number): boolean =>
  kind === 'm-mode' || frame === shown;

export const isTrace = (kind: MeasurementKind): boolean => kind === 'diastole' || kind === 'systole';

/** The scales of the frame that something was measured in. */
export const calibrationOf = (header: PictureHeader, { frame }: Measurement): Calibration =>
  frameHeader(header, frame).calibration;

/** What angles need: the scale of the place, or the shape of its pixels; `null` where neither holds for all points. */
export function shapeAt(calibration: Calibration, points: readonly Point[]): Spacing | null {
  const spacing = spacingAt(calibration, points);
  if (spacing || calibration.regions.length > 0) return spacing;
  return { x: 1, y: calibration.aspect, basis: 'unstated' };
}

export function volumeOf(header: PictureHeader, measurement: Measurement): Volume | null {
  const { points } = measurement;
  const spacing = spacingAt(calibrationOf(header, measurement), points);
  return spacing && discVolume(points, spacing);
}

/** The result in words and units, e.g. `12.3 mm`. */
export function measurementText(header: PictureHeader, measurement: Measurement): string {
  const { kind, points } = measurement;
  const [a, b, c] = points;
  if (!a) return '';
  if (kind === 'probe') return measurement.reading ?? '';
  if (isTrace(kind)) return volumeText(header, measurement);
  if (!b) return '';
  const calibration = calibrationOf(header, measurement);
  if (kind !== 'angle') return lengthText(calibration, a, b);
  return c ? angleText(calibration, [a, b, c]) : '';
}

function angleText(calibration: Calibration, points: readonly [Point, Point, Point]): string {
  const shape = shapeAt(calibration, points);
  return shape ? `${angleOf(...points, shape).toFixed(1)}°` : `no angle: ${reasonAt(calibration, points)}`;
}

/** Pixels are told as such only where the file knows of no scale at all. */
function lengthText(calibration: Calibration, from: Point, to: Point): string {
  const reason = reasonAt(calibration, [from, to]);
  if (reason !== '') return `no length: ${reason}`;
  const { value, unit, basis } = lengthOf(from, to, spacingAt(calibration, [from, to]));
  return [`${value.toFixed(1)} ${unit}`, basis ? BASIS_NOTES[basis] : ''].filter(Boolean).join(' ');
}

function reasonAt(calibration: Calibration, points: readonly Point[]): string {
  const scale = scaleAt(calibration, points);
  return scale.spacing ? '' : scale.reason;
}

function volumeText(header: PictureHeader, measurement: Measurement): string {
  const volume = volumeOf(header, measurement);
  if (volume) return `${volume.volume.toFixed(0)} mL, long axis ${volume.length.toFixed(0)} mm`;
  return `no volume: ${reasonAt(calibrationOf(header, measurement), measurement.points) || 'there is no scale here'}`;
}

export type Summary = { readonly name: string; readonly value: string; readonly notes: readonly string[] };

const find = (all: readonly Measurement[], kind: MeasurementKind) => all.find((one) => one.kind === kind);

function lineOf(measurement: Measurement | undefined): Line | null {
  const [a, b] = measurement?.points ?? [];
  return a && b ? [a, b] : null;
}

/** What several measurements give together: cardiothoracic ratio, ejection fraction. */
export function summaries(header: PictureHeader, all: readonly Measurement[]): Summary[] {
  return [ratioSummary(header, all), ejectionSummary(header, all)].flatMap((summary) => summary ?? []);
}

function ratioSummary(header: PictureHeader, all: readonly Measurement[]): Summary | null {
  const measured = find(all, 'heart');
  const heart = lineOf(measured);
  const chest = lineOf(find(all, 'chest'));
  if (!measured || !heart || !chest) return null;
  const aspect = aspectAt(calibrationOf(header, measured), heart);
  const { ratio, warnings } = cardiothoracicRatio(heart, chest, header.labels.view, aspect);
  return { name: 'Cardiothoracic ratio', value: ratio.toFixed(2), notes: warnings };
}

function ejectionSummary(header: PictureHeader, all: readonly Measurement[]): Summary | null {
  const [diastole, systole] = [find(all, 'diastole'), find(all, 'systole')].map(
    (one) => one && volumeOf(header, one),
  );
  if (!diastole || !systole) return null;
  const fraction = ejectionFraction(diastole.volume, systole.volume);
  const volumes = `EDV ${diastole.volume.toFixed(0)} mL, ESV ${systole.volume.toFixed(0)} mL`;
  const method = 'Method of discs, 20 discs, one plane.';
  if (fraction === null)
    return {
      name: 'Ejection fraction',
      value: 'not possible',
      notes: [`${volumes}: the trace at end-systole is the larger one.`],
    };
  return { name: 'Ejection fraction', value: `${fraction.toFixed(0)} %`, notes: [volumes, method] };
}
