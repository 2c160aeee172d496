import { describe, expect, it } from 'vitest';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { measuredValues } from './measured-values.ts';
import type { Measurement, MeasurementKind } from './measurement.ts';

const header = (frames: number, spacing: { x: number; y: number } | null): PictureHeader =>
  ({
    frames,
    perFrame: Array.from({ length: frames }, () => ({
      calibration: { spacing: spacing && { ...spacing, basis: 'patient' }, regions: [], aspect: 1 },
    })),
    labels: { view: 'PA' },
  }) as unknown as PictureHeader;
const p = (x: number, y: number) => ({ x, y });
const one = (kind: MeasurementKind, points: readonly { x: number; y: number }[], frame = 0): Measurement => ({
  id: 1,
  kind,
  frame,
  points,
});
/** Half a circle of this radius, from one end of its base to the other. */
const trace = (radius: number) =>
  Array.from({ length: 101 }, (_, i) => {
    const angle = (Math.PI * i) / 100;
    return p(200 + radius * Math.cos(angle), 100 + 1.6 * radius * Math.sin(angle));
  });

describe('measuredValues', () => {
  it('gives the ratio of two lines, and says how', () => {
    const lines = [one('heart', [p(100, 300), p(220, 300)]), one('chest', [p(40, 380), p(280, 380)])];
    expect(measuredValues(header(1, null), lines)).toEqual([
      { kind: 'cardiothoracic-ratio', value: 0.5, method: 'Widest heart over widest inner chest' },
    ]);
  });

  it('gives volumes with their frames, and the fraction they make', () => {
    const traces = [one('diastole', trace(80), 4), one('systole', trace(64), 19)];
    const values = measuredValues(header(40, { x: 0.5, y: 0.5 }), traces);
    expect(values.map(({ kind, frame }) => [kind, frame])).toEqual([
      ['end-diastolic-volume', 5],
      ['end-systolic-volume', 20],
      ['ejection-fraction', 5],
    ]);
    expect(values[2]?.value).toBeCloseTo(100 * (1 - 0.8 ** 3), 0);
  });

  it('leaves out what has no unit', () => {
    const length = one('length', [p(0, 0), p(30, 40)]);
    expect(measuredValues(header(1, null), [length, one('diastole', trace(80))])).toEqual([]);
    expect(measuredValues(header(1, { x: 0.5, y: 0.5 }), [length])).toEqual([{ kind: 'length', value: 25 }]);
  });
});
