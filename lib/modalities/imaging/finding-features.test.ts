import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import { findingFeatures } from './finding-features.ts';
import type { ImagingMeasurement, ImagingSlice, PictureFinding, ReportedFraction } from './slice.ts';

const DAY = 86_400_000;
const at = instant(100 * DAY);

const measured = (value: number, day: number, kind: ImagingMeasurement['kind'] = 'ejection-fraction') => ({
  reference: `Observation/m${day}`,
  kind,
  name: 'x',
  value,
  unit: '%',
  method: 'Simpson',
  time: instant(day * DAY),
  study: null,
});
const reported = (value: number, day: number, more: object = {}): ReportedFraction => ({
  reference: `Observation/r${day}`,
  time: instant(day * DAY),
  recorded: `${value} %`,
  value,
  ...more,
});
const read = (value: number, day: number, more: Partial<PictureFinding> = {}): PictureFinding => ({
  id: 'ejection-fraction',
  value,
  unit: '%',
  spread: 2,
  time: instant(day * DAY),
  reference: `ImagingStudy/${day}`,
  instance: `1.2.${day}`,
  network: 'network echo-findings 1',
  ...more,
});
const slice = (more: Partial<ImagingSlice>): ImagingSlice => ({
  studies: [],
  measurements: [],
  ejectionFractions: [],
  ...more,
});
function fraction(more: Partial<ImagingSlice>) {
  const feature = findingFeatures.find(({ id }) => id === 'echo.ejection-fraction');
  if (!feature) throw new Error('no such feature');
  return feature.read(slice(more), at);
}

describe('a finding as a feature', () => {
  it('is the newest that a network read, with its spread and who read it', () => {
    expect(fraction({ findings: [read(45, 90), read(40, 95)] })).toEqual({
      value: 40,
      spread: 2,
      from: [{ reference: 'ImagingStudy/95', time: instant(95 * DAY), by: 'network echo-findings 1' }],
    });
  });

  it('is what somebody measured, whatever a network read', () => {
    const findings = [read(45, 95)];
    expect(fraction({ findings, measurements: [measured(30, 90)] })).toMatchObject({
      value: 30,
      from: [{ reference: 'Observation/m90', by: 'measured: Simpson' }],
    });
    expect(fraction({ findings, ejectionFractions: [reported(28, 80)] })).toMatchObject({
      value: 28,
      from: [{ by: 'report' }],
    });
    expect(fraction({ measurements: [measured(0.5, 90, 'cardiothoracic-ratio')] })).not.toHaveProperty(
      'value',
    );
  });

  it('knows nothing dated or released after the time', () => {
    const later = {
      findings: [read(45, 101)],
      measurements: [measured(30, 101)],
      ejectionFractions: [reported(28, 101), reported(25, 99, { released: instant(102 * DAY) })],
    };
    const outcome = fraction(later);
    expect(isReading(outcome)).toBe(false);
    expect(fraction({ ...later, findings: [read(50, 99), ...later.findings] })).toMatchObject({ value: 50 });
  });

  it('does not take an older report where the newest cannot be read', () => {
    const text = {
      reference: 'Observation/t',
      time: instant(99 * DAY),
      recorded: 'poor',
      value: null,
      reason: 'x',
    };
    expect(isReading(fraction({ ejectionFractions: [reported(33, 90), text] }))).toBe(false);
    const findings = [read(45, 95)];
    expect(fraction({ ejectionFractions: [reported(33, 90), text], findings })).toMatchObject({ value: 45 });
  });

  it('takes no value in another unit', () => {
    expect(isReading(fraction({ findings: [read(0.45, 95, { unit: '1' })] }))).toBe(false);
  });

  it('says why a picture was not read', () => {
    const unreadPictures = [
      {
        findings: ['ejection-fraction'],
        detail: 'The picture is unlike those that the network learned from.',
        last: { reference: 'ImagingStudy/1', time: at },
      },
    ];
    expect(fraction({ unreadPictures })).toMatchObject({
      missing: 'unreadable',
      detail: unreadPictures[0]?.detail,
    });
    expect(fraction({})).toMatchObject({ missing: 'never-recorded' });
  });
});
