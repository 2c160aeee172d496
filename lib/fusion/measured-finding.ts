import type { Moment } from '#lib/clinical/moment.ts';
import type { MeasuredFinding } from '#lib/contract/findings-report.ts';
import type { FindingDescription } from '#lib/contract/manifest.ts';
import { KIND_DESCRIPTIONS, KINDS, type MeasurementKind } from '#lib/dicom/reporting/measurement-report.ts';
import { measuredAt } from '#lib/modalities/imaging/finding-features.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** The kind of measurement that a finding is the same quantity as; `undefined`: people do not measure it. */
export const kindOfFinding = ({
  id,
  unit,
  type,
}: Pick<FindingDescription, 'id' | 'unit' | 'type'>): MeasurementKind | undefined =>
  KINDS.find((kind) => kind === id && type === 'quantity' && KIND_DESCRIPTIONS[kind].unit === unit);

/** The newest value that somebody measured and that was known at `at`, in the finding's unit; `null`: nobody did. */
export function measuredFinding(
  { imaging }: Partial<Slices>,
  finding: Pick<FindingDescription, 'id' | 'unit' | 'type'>,
  at: Moment,
): MeasuredFinding | null {
  const kind = kindOfFinding(finding);
  if (kind === undefined || imaging === undefined) return null;
  const known = measuredAt(imaging, kind, at);
  if (!known) return null;
  const { value, time, method, evidence } = known;
  return { value, time, method, reference: evidence.reference };
}
