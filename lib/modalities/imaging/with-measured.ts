import { KIND_DESCRIPTIONS, type MeasurementKind } from '#lib/dicom/reporting/measurement-report.ts';
import type { ImagingMeasurement, ImagingSlice } from './slice.ts';

/** A number that was measured in a picture a moment ago, in the unit of its kind. */
export type JustMeasured = {
  /** SOP Instance UID of the picture. */
  readonly instance: string;
  readonly kind: MeasurementKind;
  readonly value: number;
  readonly method?: string;
};

/**
 * The slice with what was just measured in pictures of its own studies, newest first. A value is as old as its picture, not as
 * the click; of a picture that the chart does not list, or that has no date, nothing is taken.
 */
export function withMeasured(slice: ImagingSlice, just: readonly JustMeasured[]): ImagingSlice {
  const measured = just.flatMap(({ instance, kind, value, method }): ImagingMeasurement[] => {
    const study = slice.studies.find(({ series }) =>
      series.some(({ instances }) => instances.some(({ uid }) => uid === instance)),
    );
    if (!study?.started) return [];
    const { name, unit } = KIND_DESCRIPTIONS[kind];
    const { reference, started: time } = study;
    const how = method === undefined ? 'just now, in the viewer' : `${method}; just now, in the viewer`;
    return [{ reference, kind, name, value, unit, method: how, time, study: reference, live: true }];
  });
  return measured.length === 0 ? slice : { ...slice, measurements: [...measured, ...slice.measurements] };
}
