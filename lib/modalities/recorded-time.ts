import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import { element, isIssue, readMoment, referenceTo } from '#lib/fhir/elements.ts';

/** Tells which element of a resource dates it, e.g. `effectivePeriod.end`. */
type Dated = { readonly path: string; readonly value: unknown; readonly edge: 'start' | 'end' };

export type Warn = (issue: Issue) => void;

/** The first of the elements that is present. */
function locate(resource: unknown, paths: readonly string[]): Dated | undefined {
  for (const path of paths) {
    const value = path.split('.').reduce<unknown>(element, resource);
    if (value !== undefined) return { path, value, edge: path.endsWith('.end') ? 'end' : 'start' };
  }
  return undefined;
}

/** A date without time of day that ends a period includes that whole day (FHIR R4 Period.end). */
export const asEnd = (moment: Moment): Moment =>
  moment.precision === 'day' ? { ...moment, ms: moment.ms + DAY_MS - 1 } : moment;

/**
 * When a resource says it happened: the first of the elements that is present. A present element that cannot be read
 * is an issue, never a reason to fall back to another: that would be another time.
 *
 * @param paths elements in order of preference, e.g. `performedDateTime`, `performedPeriod.start`
 */
export function recordedTime(resource: unknown, paths: readonly string[], warn?: Warn): Moment | Issue {
  const dated = locate(resource, paths);
  const path = `${referenceTo(resource)}.${dated?.path ?? paths[0]}`;
  const moment = readMoment(dated?.value, path, warn);
  return !isIssue(moment) && dated?.edge === 'end' ? asEnd(moment) : moment;
}

/** FHIR R4 elements that date a resource of each type, in order of preference. */
export const timePaths = {
  MedicationRequest: ['authoredOn'],
  MedicationStatement: ['effectiveDateTime', 'effectivePeriod.start', 'dateAsserted'],
  MedicationAdministration: ['effectiveDateTime', 'effectivePeriod.start'],
  MedicationDispense: ['whenHandedOver', 'whenPrepared'],
  Condition: ['recordedDate', 'onsetDateTime', 'onsetPeriod.start'],
  Procedure: ['performedDateTime', 'performedPeriod.start'],
  DiagnosticReport: ['effectiveDateTime', 'effectivePeriod.end', 'effectivePeriod.start'],
  Immunization: ['occurrenceDateTime'],
} as const;
