import { matches } from '#lib/clinical/condition-codes.ts';
import { comorbidities, heartFailure } from '#lib/clinical/conditions.ts';
import { guidelineConditions } from '#lib/clinical/guideline-conditions.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, asText, codings, conceptText, element, referenceTo } from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { leftOut } from '../complaints.ts';
import { timePaths } from '../recorded-time.ts';
import type { Timeline } from '../timeline.ts';
import { careEnd } from './care-end.ts';
import { codesOf } from './codes.ts';
import { abatementOf, type ConditionEnd } from './condition-end.ts';
import { spanOfDate } from './imprecise-date.ts';
import { knownTime } from './known-time.ts';
import type { ConditionEntry } from './slice.ts';

const WHAT = 'Diagnosis';
const sets = [heartFailure, ...comorbidities, ...guidelineConditions];
/** Not diagnoses of this patient: a mistake, or one of several possibilities. */
const NOT_A_DIAGNOSIS = new Set(['entered-in-error', 'differential']);
/** FHIR R4 value set condition-ver-status: what was disproved, and what is only suspected. */
const CERTAINTIES = new Map<string, ConditionEntry['certainty']>([
  ['refuted', 'refuted'],
  ['unconfirmed', 'suspected'],
  ['provisional', 'suspected'],
]);
/** FHIR R4 value set condition-clinical. */
const ACTIVE = new Set(['active', 'recurrence', 'relapse']);
const ENDED = new Set(['inactive', 'remission', 'resolved']);

const statusCodes = (status: unknown) => codings(status).map(({ code }) => code);
/** One status; of several codes that agree, the first. */
const statusCode = (status: unknown) => statusCodes(status)[0];

/** A diagnosis of an encounter, and not of the problem list. */
const isOfEncounter = (condition: unknown): boolean => {
  const listed = asObjects(element(condition, 'category')).flatMap((one) =>
    codings(one).map(({ code }) => code),
  );
  return listed.includes('encounter-diagnosis') && !listed.includes('problem-list-item');
};

type Course = Pick<ConditionEntry, 'until' | 'over' | 'momentary' | 'doubt' | 'status' | 'active'>;

/** An end that nobody dated lies between the first knowledge of it and the latest care on the chart. */
function datedEnd(end: ConditionEnd, since: Moment | null, care: number): Pick<Course, 'until' | 'over'> {
  if (!end || end.until || end.over) return end ?? { until: null, over: null };
  const earliest = since?.ms ?? care;
  return { until: null, over: { earliest, latest: Math.max(earliest, care) } };
}

/** Recurrence and relapse are returns after an end (FHIR R4 condition-clinical). */
const RETURNED = new Set(['recurrence', 'relapse']);

/** What the entry says of its end; a status of having ended is one without a date. */
function endOf(clinical: string | undefined, abatement: ConditionEnd): ConditionEnd {
  if (clinical !== undefined && RETURNED.has(clinical)) return undefined;
  return abatement ?? (ENDED.has(clinical ?? '') ? { until: null, over: null } : undefined);
}

function doubtOf(condition: unknown, clinical: string | undefined, abatement: ConditionEnd): string | null {
  // FHIR R4 invariant con-4.
  if (clinical === 'active' && abatement) return 'it is called active and has an end';
  const onset = element(condition, 'onsetDateTime') ?? element(element(condition, 'onsetPeriod'), 'start');
  const begun = spanOfDate(onset)?.first;
  const reversed =
    begun && abatement?.until && abatement.until.ms < begun.ms && !RETURNED.has(clinical ?? '');
  return reversed ? 'it ended before it began' : null;
}

function courseOf(condition: unknown, abatement: ConditionEnd, since: Moment | null, care: number): Course {
  const clinical = statusCode(element(condition, 'clinicalStatus'));
  return {
    ...datedEnd(endOf(clinical, abatement), since, care),
    momentary: clinical === undefined && isOfEncounter(condition),
    doubt: doubtOf(condition, clinical, abatement),
    status: clinical ?? (abatement ? 'ended' : 'no status'),
    active: clinical === undefined ? abatement === undefined : ACTIVE.has(clinical),
  };
}

function toEntry(
  condition: unknown,
  chart: Chart,
  timeline: Timeline,
  care: number,
  tally: IssueTally,
): ConditionEntry | undefined {
  const reference = referenceTo(condition);
  const verification = statusCodes(element(condition, 'verificationStatus'));
  if (verification.some((code) => NOT_A_DIAGNOSIS.has(code))) {
    const because = 'it is one of several possibilities, or was entered in error';
    tally.add(leftOut('status-excluded', WHAT, because, `${reference}.verificationStatus`, 'information'));
    return undefined;
  }
  const concept = element(condition, 'code');
  const codes = codesOf(concept);
  const certainty = verification.flatMap((code) => CERTAINTIES.get(code) ?? [])[0] ?? 'confirmed';
  const since = knownTime(condition, timePaths.Condition, { timeline, what: WHAT, tally });
  const course = courseOf(condition, abatementOf(condition, chart), since, care);
  if (course.doubt !== null) tally.add(leftOut('value-missing', WHAT, course.doubt, reference));
  const [coding] = codes;
  const encounter = asText(element(element(condition, 'encounter'), 'reference'));
  return {
    reference,
    label: conceptText(concept) ?? 'Unnamed problem',
    ...(coding && { coding: { system: coding.system, code: coding.code } }),
    ...(encounter !== undefined && { encounter }),
    ids: sets.filter((set) => matches(set, codes)).map(({ id }) => id),
    since,
    certainty,
    ...course,
    active: certainty !== 'refuted' && course.active,
    status: certainty === 'confirmed' ? course.status : `${certainty}, ${course.status}`,
  };
}

const sinceOf = ({ since }: ConditionEntry) => since?.ms ?? Number.NEGATIVE_INFINITY;

/** The problem list, oldest first. */
export function readConditions(chart: Chart, timeline: Timeline, tally: IssueTally): ConditionEntry[] {
  const care = careEnd(chart, timeline);
  return chart
    .all('Condition')
    .flatMap((condition) => toEntry(condition, chart, timeline, care, tally) ?? [])
    .toSorted((a, b) => sinceOf(a) - sinceOf(b) || (a.reference < b.reference ? -1 : 1));
}
