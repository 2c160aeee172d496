import type { Issue } from '#lib/clinical/issue.ts';
import { TEXT_DOUBTS } from '../text-doubts.ts';
import { lackingIdentifier, type NamedPatient } from './instance-summary.ts';
import { identityOf, type PlacedInstance, uidOr } from './placed-instance.ts';
import { withoutCopies } from './repeated-instances.ts';

export type SeriesGroup = {
  readonly uid: string;
  readonly dicomModality: string;
  readonly number: number | null;
  readonly description: string;
  readonly instances: readonly PlacedInstance[];
};

export type StudyGroup = {
  readonly uid: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly description: string;
  readonly dicomModalities: readonly string[];
  readonly series: readonly SeriesGroup[];
};

export type PatientGroup = {
  /** Tells this group from every other of one upload; says nothing of the patient. */
  readonly key: string;
  readonly patient: NamedPatient;
  readonly studies: readonly StudyGroup[];
};

type GroupedInstances = {
  readonly patients: readonly PatientGroup[];
  readonly issues: readonly Issue[];
};

const byNumber = (a: number | null, b: number | null): number =>
  (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || 0;

function groupSeries(instances: readonly PlacedInstance[]): SeriesGroup[] {
  const groups = Map.groupBy(instances, (one) => uidOr(one.summary.seriesUid, one));
  const series = [...groups].flatMap(([uid, members]) => {
    const first = members[0]?.summary;
    if (!first) return [];
    const ordered = members.toSorted((a, b) => byNumber(a.summary.instanceNumber, b.summary.instanceNumber));
    const { dicomModality, seriesNumber: number, seriesDescription: description } = first;
    return [{ uid, dicomModality: dicomModality || 'OT', number, description, instances: ordered }];
  });
  return series.toSorted((a, b) => byNumber(a.number, b.number));
}

function groupStudies(instances: readonly PlacedInstance[]): StudyGroup[] {
  const groups = Map.groupBy(instances, (one) => uidOr(one.summary.studyUid, one));
  const studies = [...groups].flatMap(([uid, members]) => {
    const first = members[0]?.summary;
    if (!first) return [];
    const series = groupSeries(members);
    const dicomModalities = [...new Set(series.map(({ dicomModality }) => dicomModality))];
    const { studyDate: date, studyTime: time, zone, studyDescription: description } = first;
    return [{ uid, date, time, zone, description, dicomModalities, series }];
  });
  return studies.toSorted((a, b) => (a.date + a.time < b.date + b.time ? 1 : -1));
}

/** Files that lack an identifier are shown, and said to stand alone. */
const loneFiles = (instances: readonly PlacedInstance[]): Issue[] =>
  instances.flatMap(({ summary, file }): Issue[] => {
    const lacking = lackingIdentifier(summary);
    const message = `The file has no ${lacking}, so it is listed by itself.`;
    return lacking ? [{ code: 'structure', severity: 'warning', file, message }] : [];
  });

/** Objects that change how pictures look, and that no viewer of one file can apply (PS3.4 annex B.5 and older). */
const APPEARANCES: readonly (readonly [sopClass: string, what: string])[] = [
  ['1.2.840.10008.5.1.4.1.1.11.', 'a presentation state'],
  ['1.2.840.10008.5.1.4.1.1.8', 'an overlay in a file of its own'],
  ['1.2.840.10008.5.1.4.1.1.10', 'a lookup table in a file of its own'],
];

const unapplied = (instances: readonly PlacedInstance[]): Issue[] =>
  instances.flatMap(({ summary: { sopClass }, file }): Issue[] => {
    const [, what] =
      APPEARANCES.find(([uid]) => sopClass === uid || (uid.endsWith('.') && sopClass.startsWith(uid))) ?? [];
    const message = `The file is ${what} for other pictures: they are shown without it.`;
    return what ? [{ code: 'structure', severity: 'warning', file, message }] : [];
  });

/** One issue for each kind of doubt about names, however many files have it. */
function doubtedNames(instances: readonly PlacedInstance[]): Issue[] {
  const doubts = Map.groupBy(instances, ({ summary }) => summary.nameDoubt);
  return [...doubts].flatMap(([doubt, files]): Issue[] => {
    if (doubt === null) return [];
    const count = files.length > 1 ? ` (${files.length} files, the first is named)` : '';
    const message = `${TEXT_DOUBTS[doubt]}${count}`;
    const path = 'PatientName (0010,0010)';
    return [{ code: 'structure', severity: 'warning', file: files[0]?.file ?? '', path, message }];
  });
}

const SHARED_NUMBER: Issue = {
  code: 'identity-conflict',
  severity: 'warning',
  path: 'PatientID (0010,0020)',
  message:
    'Files with the same Patient ID differ in name, birth date, sex or issuer: they are listed as different patients.',
};
const SHARED_STUDY: Issue = {
  code: 'identity-conflict',
  severity: 'warning',
  path: 'StudyInstanceUID (0020,000D)',
  message: 'Files of one study name different patients: the study is listed under each of them.',
};

const isShared = <T>(items: readonly T[], key: (item: T) => string): boolean => {
  const keys = items.map(key).filter((value) => value !== '');
  return new Set(keys).size < keys.length;
};

/** Patients → studies → series → files. Nothing is merged on a guess; what looks like one patient twice is said. */
export function groupInstances(instances: readonly PlacedInstance[]): GroupedInstances {
  const { kept, issues } = withoutCopies(instances);
  const groups = Map.groupBy(kept, identityOf);
  const patients = [...groups.values()].flatMap((members, k): PatientGroup[] => {
    const patient = members[0]?.summary.patient;
    return patient ? [{ key: `patient-${k + 1}`, patient, studies: groupStudies(members) }] : [];
  });
  const conflicts = [
    ...(isShared(patients, ({ patient }) => patient.id) ? [SHARED_NUMBER] : []),
    ...(isShared(
      patients.flatMap(({ studies }) => studies),
      ({ uid }) => uid,
    )
      ? [SHARED_STUDY]
      : []),
  ];
  return {
    patients,
    issues: [...issues, ...loneFiles(kept), ...unapplied(kept), ...doubtedNames(kept), ...conflicts],
  };
}
