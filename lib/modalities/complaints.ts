import type { Issue, IssueCode } from '#lib/clinical/issue.ts';
import type { Complaint } from '#lib/fhir/issue-tally.ts';

/**
 * A complaint that counts with its likes, as the sentence "Potassium: 3 left out, because …".
 *
 * @param what what was read, e.g. the analyte's label; never a name or a date of the patient
 * @param because the end of the sentence
 */
export const leftOut = (
  code: IssueCode,
  what: string,
  because: string,
  path: string,
  severity: Issue['severity'] = 'warning',
): Complaint => ({
  code,
  severity,
  path,
  sentence: (count) => `${what}: ${count} left out, because ${because}.`,
});

const dateReasons = new Map<IssueCode, string>([
  ['date-imprecise', 'the date names only a year or a month'],
  ['value-missing', 'no date is recorded'],
]);

/** Reasons that concern a choice of elements as a whole. */
const choiceReasons = new Map<IssueCode, string>([
  ['date-invalid', 'it names several times, and nothing tells which one is meant'],
  ['value-missing', 'nothing tells when it was measured or collected'],
]);

function dateReason({ code, path }: Issue): string {
  const reasons = path?.endsWith('[x]') ? choiceReasons : dateReasons;
  return reasons.get(code) ?? 'the date is none of the calendar';
}

/** A complaint about what was read, though not quite as it was sent; counts as `leftOut` does. */
export const assumption = (what: string, because: string, path: string): Complaint => ({
  code: 'assumption',
  severity: 'warning',
  path,
  sentence: (count) => `${what}: ${count} read on an assumption, because ${because}.`,
});

/** The complaint about a date that `readMoment` refused or read on an assumption. */
export function dateComplaint(what: string, issue: Issue): Complaint {
  const { code, path = what } = issue;
  if (code !== 'assumption') return leftOut(code, what, dateReason(issue), path);
  return {
    code,
    severity: 'warning',
    path,
    sentence: (count) => `${what}: ${count} read as UTC, because the time of day has no time zone.`,
  };
}
