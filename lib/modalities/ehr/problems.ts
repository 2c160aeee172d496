import { matches } from '#lib/clinical/condition-codes.ts';
import { comorbidities, heartFailure } from '#lib/clinical/conditions.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asText, codings, conceptText, element, isIssue, referenceTo } from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { asEnd, recordedTime, timePaths } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { codesOf } from './codes.ts';
import type { ConditionEntry } from './slice.ts';

const WHAT = 'Diagnosis';
const sets = [heartFailure, ...comorbidities];
/** Not diagnoses of this patient: disproved, a mistake, or one of several possibilities. */
const NOT_A_DIAGNOSIS = new Set(['refuted', 'entered-in-error', 'differential']);
const ACTIVE = new Set(['active', 'recurrence', 'relapse']);

const statusCode = (status: unknown) => codings(status)[0]?.code;

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The last moment of a year or month, so that an imprecise date never makes a diagnosis known too early. */
function endOfImprecise(resource: unknown): Moment | undefined {
  const text = timePaths.Condition.flatMap((path) => asText(element(resource, path)) ?? [])[0];
  const parts = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text ?? '');
  if (!parts || text === undefined) return undefined;
  const month = Number(parts[2] ?? 12);
  const ms = Date.UTC(Number(parts[1]), month - 1, lastDay(Number(parts[1]), month));
  return asEnd({ ms, recorded: text, precision: 'day' });
}

/** When the diagnosis was known. `null`: no usable date; it is shown and never used. */
function knownSince(condition: unknown, timeline: Timeline, tally: IssueTally): Moment | null {
  const read = recordedTime(condition, timePaths.Condition, (issue) => tally.add(dateComplaint(WHAT, issue)));
  const time = isIssue(read) ? endOfImprecise(condition) : read;
  if (time === undefined) {
    const because = 'no date tells when it was known; it is shown, but not used';
    tally.add(leftOut('date-imprecise', WHAT, because, referenceTo(condition)));
    return null;
  }
  const complaint = outsideOf(timeline, time, WHAT, referenceTo(condition));
  if (complaint) tally.add(complaint);
  return complaint ? null : time;
}

function toEntry(condition: unknown, timeline: Timeline, tally: IssueTally): ConditionEntry | undefined {
  const reference = referenceTo(condition);
  if (NOT_A_DIAGNOSIS.has(statusCode(element(condition, 'verificationStatus')) ?? '')) {
    const because = 'it was refuted, is one of several possibilities, or was entered in error';
    tally.add(leftOut('status-excluded', WHAT, because, `${reference}.verificationStatus`, 'information'));
    return undefined;
  }
  const concept = element(condition, 'code');
  const codes = codesOf(concept);
  const clinical = statusCode(element(condition, 'clinicalStatus'));
  const abated = ['abatementDateTime', 'abatementPeriod'].some(
    (name) => element(condition, name) !== undefined,
  );
  return {
    reference,
    label: conceptText(concept) ?? 'Unnamed problem',
    ids: sets.filter((set) => matches(set, codes)).map(({ id }) => id),
    since: knownSince(condition, timeline, tally),
    active: clinical === undefined ? !abated : ACTIVE.has(clinical),
  };
}

const sinceOf = ({ since }: ConditionEntry) => since?.ms ?? Number.NEGATIVE_INFINITY;

/** The problem list, oldest first. */
export const readConditions = (chart: Chart, timeline: Timeline, tally: IssueTally): ConditionEntry[] =>
  chart
    .all('Condition')
    .flatMap((condition) => toEntry(condition, timeline, tally) ?? [])
    .toSorted((a, b) => sinceOf(a) - sinceOf(b) || (a.reference < b.reference ? -1 : 1));
