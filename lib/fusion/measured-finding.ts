import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { MeasuredFinding } from '#lib/contract/findings-report.ts';
import type { FindingDescription } from '#lib/contract/manifest.ts';
import { KIND_DESCRIPTIONS, KINDS, type MeasurementKind } from '#lib/dicom/reporting/measurement-report.ts';
import type { EhrSlice } from '#lib/modalities/ehr/slice.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** The kind of measurement that a finding is the same quantity as; `undefined`: people do not measure it. */
export const kindOfFinding = ({
  id,
  unit,
  type,
}: Pick<FindingDescription, 'id' | 'unit' | 'type'>): MeasurementKind | undefined =>
  KINDS.find((kind) => kind === id && type === 'quantity' && KIND_DESCRIPTIONS[kind].unit === unit);

/** In pictures, by hand: in our viewer, or in another that sent it. */
const inPictures = (slice: ImagingSlice | undefined, wanted: MeasurementKind): MeasuredFinding[] =>
  (slice?.measurements ?? []).flatMap(({ kind, value, time, method, reference }) =>
    kind === wanted && time !== null ? [{ value, time, method, reference }] : [],
  );

/** Of reports, by any method. */
const inReports = (slice: EhrSlice | undefined, wanted: MeasurementKind, at: Moment): MeasuredFinding[] =>
  wanted !== 'ejection-fraction'
    ? []
    : (slice?.ejectionFractions ?? []).flatMap(({ value, time, released, reference }) =>
        value === null || (released && isAfter(released, at))
          ? []
          : [{ value, time, method: null, reference }],
      );

/** The newest value that somebody measured and that was known at `at`, in the finding's unit; `null`: nobody did. */
export function measuredFinding(
  slices: Partial<Slices>,
  finding: Pick<FindingDescription, 'id' | 'unit' | 'type'>,
  at: Moment,
): MeasuredFinding | null {
  const kind = kindOfFinding(finding);
  if (kind === undefined) return null;
  // What both hold is one Observation, of which the picture's reader knows the method.
  const all = [...inPictures(slices.imaging, kind), ...inReports(slices.ehr, kind, at)];
  const known = all.filter(({ time }) => !isAfter(time, at));
  return known.toSorted((a, b) => b.time.ms - a.time.ms)[0] ?? null;
}
