import type { ReadReport } from '../reporting/read-structured-report.ts';
import type { InstanceSummary } from './instance-summary.ts';

/** A file and what it says of itself; `at` finds the file again. */
export type PlacedInstance = {
  readonly summary: InstanceSummary;
  readonly at: number;
  /** Name of the file, for the screen. */
  readonly file: string;
  readonly size: number;
  /** Of the pixels; known only where another file has the same SOP Instance UID. */
  readonly digest?: string;
  /** Why it cannot be told which picture this is: nothing may be measured in it. */
  readonly disputed?: string;
  /** Numbers of a structured report. */
  readonly report?: ReadReport;
};

/** What a file is grouped by; a file that does not say it belongs to nothing but itself. */
export const uidOr = (uid: string, { at }: PlacedInstance): string => uid || `file ${at}`;

/**
 * Files are about one patient only when id, issuer, name, birth date and sex are all the same: a shared number alone may
 * be two people's. A file without a number stands with its own study.
 */
export function identityOf(instance: PlacedInstance): string {
  const { patient, studyUid } = instance.summary;
  const { id, issuer, name, birthDate, sex } = patient;
  return JSON.stringify([
    id,
    issuer,
    name.toUpperCase(),
    birthDate,
    sex,
    id === '' ? uidOr(studyUid, instance) : '',
  ]);
}
