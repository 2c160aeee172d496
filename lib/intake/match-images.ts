import type { Issue } from '#lib/clinical/issue.ts';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import { pictureNumber } from '#lib/modalities/header.ts';

const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male' };

const birthDateOf = ({ patient }: PatientGroup): string =>
  patient.birthDate.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** Whether two statements can both be true; one that is absent contradicts nothing. */
const agree = (a: string | null | undefined, b: string | null | undefined): boolean => !a || !b || a === b;

/** A birth date known to the year or month agrees with a full one in it. */
const datesAgree = (chart: string | null, picture: string): boolean =>
  !chart || !picture || picture.startsWith(chart) || chart.startsWith(picture);

const hasNumber = (header: PatientHeader, group: PatientGroup): boolean =>
  pictureNumber(header) === group.patient.id && group.patient.id !== '';

const contradicts = (header: PatientHeader, group: PatientGroup): boolean =>
  !datesAgree(header.birthDate, birthDateOf(group)) || !agree(header.sex, SEXES[group.patient.sex]);

/**
 * The pictures that are shown with a chart: those whose Patient ID is the chart's medical record number, and whose birth
 * date and sex do not contradict it. Never by name: names are shared.
 */
export const imagesOf = (header: PatientHeader, groups: readonly PatientGroup[]): readonly PatientGroup[] =>
  groups.filter((group) => hasNumber(header, group) && !contradicts(header, group));

/** Study Instance UIDs of those that hold at least one picture, and not a report alone. */
export function picturedStudies(header: PatientHeader, groups: readonly PatientGroup[]): ReadonlySet<string> {
  const studies = imagesOf(header, groups).flatMap((group) => group.studies);
  const pictured = studies.filter(({ series }) =>
    series.some(({ instances }) => instances.some(({ summary }) => summary.rows !== null)),
  );
  return new Set(pictured.map(({ uid }) => uid));
}

/** Pictures that bear a chart's number and another birth date or sex: they are kept apart, and this says why. */
export function mismatchesOf(
  headers: readonly PatientHeader[],
  groups: readonly PatientGroup[],
): readonly Issue[] {
  const count = groups.filter((group) =>
    headers.some((header) => hasNumber(header, group) && contradicts(header, group)),
  ).length;
  if (count === 0) return [];
  const message =
    'Pictures bear the medical record number of a chart but another birth date or sex: they are not shown with it.';
  return [{ code: 'identity-conflict', severity: 'warning', path: 'PatientID (0010,0020)', message }];
}
