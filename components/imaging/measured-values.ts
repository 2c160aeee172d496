import { aspectAt, scaleAt } from '#lib/dicom/calibration.ts';
import { cardiothoracicRatio } from '#lib/dicom/measurements/cardiothoracic-ratio.ts';
import { angleOf, lengthOf } from '#lib/dicom/measurements/geometry.ts';
import { ejectionFraction } from '#lib/dicom/measurements/method-of-discs.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { MeasuredValue } from '#lib/dicom/reporting/report-of-file.ts';
import { calibrationOf, type Measurement, type MeasurementKind, shapeAt, volumeOf } from './measurement.ts';
import { BASIS_NOTES } from './spacing-text.ts';

const DISCS = 'Method of discs, 20 discs, one plane';

/** Where a number was read, in a clip. */
const placeOf = ({ frames }: PictureHeader, { frame }: Measurement) =>
  frames > 1 ? { frame: frame + 1 } : {};

function lengthValue(header: PictureHeader, measurement: Measurement): MeasuredValue[] {
  const [a, b] = measurement.points;
  if (!a || !b) return [];
  const scale = scaleAt(calibrationOf(header, measurement), measurement.points);
  if (!scale.spacing) return [];
  const { value, basis } = lengthOf(a, b, scale.spacing);
  const note = basis ? BASIS_NOTES[basis] : '';
  const method = note === '' ? {} : { method: `Length ${note}` };
  return [{ kind: 'length', value, ...method, ...placeOf(header, measurement) }];
}

function angleValue(header: PictureHeader, measurement: Measurement): MeasuredValue[] {
  const [a, b, c] = measurement.points;
  if (!a || !b || !c) return [];
  const shape = shapeAt(calibrationOf(header, measurement), measurement.points);
  if (!shape) return [];
  const value = angleOf(a, b, c, shape);
  return [{ kind: 'angle', value, ...placeOf(header, measurement) }];
}

type Find = (kind: MeasurementKind) => Measurement | undefined;

function ratioValue(header: PictureHeader, find: Find): MeasuredValue[] {
  const [heart, chest] = [find('heart'), find('chest')];
  const [h0, h1] = heart?.points ?? [];
  const [c0, c1] = chest?.points ?? [];
  if (!heart || !h0 || !h1 || !c0 || !c1) return [];
  const aspect = aspectAt(calibrationOf(header, heart), [h0, h1]);
  const { ratio, warnings } = cardiothoracicRatio([h0, h1], [c0, c1], header.labels.view, aspect);
  const method = ['Widest heart over widest inner chest', ...warnings].join('. ');
  return [{ kind: 'cardiothoracic-ratio', value: ratio, method, ...placeOf(header, heart) }];
}

function ventricleValues(header: PictureHeader, find: Find): MeasuredValue[] {
  const [diastole, systole] = [find('diastole'), find('systole')];
  const [end, start] = [diastole, systole].map((one) => (one ? volumeOf(header, one)?.volume : undefined));
  const fraction = end !== undefined && start !== undefined ? ejectionFraction(end, start) : null;
  const value = (
    kind: MeasuredValue['kind'],
    volume: number | undefined | null,
    at: Measurement | undefined,
  ) =>
    volume !== undefined && volume !== null && at
      ? [{ kind, value: volume, method: DISCS, ...placeOf(header, at) }]
      : [];
  return [
    ...value('end-diastolic-volume', end, diastole),
    ...value('end-systolic-volume', start, systole),
    ...value('ejection-fraction', fraction, diastole),
  ];
}

/** Everything measured in a picture that has a number with a unit, as reports carry it. */
export function measuredValues(header: PictureHeader, all: readonly Measurement[]): MeasuredValue[] {
  const find: Find = (kind) => all.find((one) => one.kind === kind);
  return [
    ...ratioValue(header, find),
    ...ventricleValues(header, find),
    ...all.filter(({ kind }) => kind === 'length').flatMap((one) => lengthValue(header, one)),
    ...all.filter(({ kind }) => kind === 'angle').flatMap((one) => angleValue(header, one)),
  ];
}
