import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import { findingFeatures } from './finding-features.ts';
import type { ImagedStudy, ImagingSlice } from './slice.ts';
import { withMeasured } from './with-measured.ts';

const study = (uid: string, day: number | null): ImagedStudy => ({
  reference: `ImagingStudy/${uid}`,
  uid,
  started: day === null ? null : instant(day * 86_400_000),
  description: null,
  dicomModalities: ['US'],
  series: [
    {
      uid: `${uid}.1`,
      dicomModality: 'US',
      description: null,
      instances: [{ uid: `${uid}.1.1`, sopClass: null, title: null }],
    },
  ],
  kept: 'here',
});
const slice: ImagingSlice = {
  studies: [study('1.2', 10), study('1.3', null)],
  measurements: [],
  ejectionFractions: [
    { reference: 'Observation/r', time: instant(10.5 * 86_400_000), recorded: '45 %', value: 45 },
  ],
};
const fraction = (instance: string) => ({ instance, kind: 'ejection-fraction', value: 30 }) as const;
const read = (of: ImagingSlice) =>
  findingFeatures.find(({ id }) => id === 'echo.ejection-fraction')?.read(of, instant(11 * 86_400_000));

describe('what was just measured', () => {
  it('counts before a report of the same day, and says where it was measured', () => {
    expect(read(slice)).toMatchObject({ value: 45 });
    expect(read(withMeasured(slice, [fraction('1.2.1.1')]))).toMatchObject({
      value: 30,
      from: [{ reference: 'ImagingStudy/1.2', by: 'measured: just now, in the viewer' }],
    });
  });

  it('takes nothing from a picture of another chart or without a date', () => {
    expect(withMeasured(slice, [fraction('9.9'), fraction('1.3.1.1')])).toBe(slice);
  });

  it('is as old as its picture', () => {
    const measured = withMeasured({ ...slice, ejectionFractions: [] }, [fraction('1.2.1.1')]);
    const early = findingFeatures
      .find(({ id }) => id === 'echo.ejection-fraction')
      ?.read(measured, instant(9 * 86_400_000));
    expect(early && isReading(early)).toBe(false);
  });
});
