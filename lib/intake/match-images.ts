import type { Issue } from '#lib/clinical/issue.ts';
import type { InstanceUids } from '#lib/contract/files.ts';
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

export type PicturedInstance = {
  readonly uids: InstanceUids;
  readonly file: Blob;
  /** Another file says that it is the same picture: no network reads either. */
  readonly disputed: boolean;
};

/** The chart's own files that hold a picture, and not a report alone. `sources`: the files, by `PlacedInstance.at`. */
export function picturesOfChart(
  header: PatientHeader,
  groups: readonly PatientGroup[],
  sources: readonly Blob[],
): readonly PicturedInstance[] {
  const series = imagesOf(header, groups).flatMap(({ studies }) => studies.flatMap((study) => study.series));
  return series.flatMap(({ instances }) =>
    instances.flatMap(({ summary, at, disputed }): PicturedInstance[] => {
      const file = sources[at];
      if (summary.rows === null || !file) return [];
      const { studyUid: study, seriesUid, instanceUid: instance } = summary;
      return [{ uids: { study, series: seriesUid, instance }, file, disputed: disputed !== undefined }];
    }),
  );
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
