import { kindOfClass } from '#lib/clinical/encounter-classes.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import { asObjects, asText, element, isIssue } from '#lib/fhir/elements.ts';
import { encounterEnd, encounterStart, historyEdges } from '../encounter-time.ts';
import { isGoingOn } from '../happened.ts';
import { recordedTime, type Warn } from '../recorded-time.ts';
import { outsideOf, type Timeline } from '../timeline.ts';
import { classTerms } from './encounter-tree.ts';

/** How a stay stands: over at `end`, going on, or over or not at a time that nobody knows (`endUnknown`). */
export type StayEnd = {
  readonly end: Moment | null;
  /** The end of the sentence "When it ended is not known, because …". */
  readonly endUnknown: string | null;
};

export const GOES_ON: StayEnd = { end: null, endUnknown: null };
export const unknownEnd = (because: string): StayEnd => ({ end: null, endUnknown: because });
export const goesOn = ({ end, endUnknown }: StayEnd): boolean => end === null && endUnknown === null;

const isOf = (kind: 'inpatient' | 'other') => (part: unknown) =>
  kindOfClass(classTerms(element(part, 'class'))) === kind;

/** When the patient became an inpatient in an encounter whose class changed (Encounter.classHistory); `undefined`: it did not. */
function admittedIn(encounter: unknown): Moment | undefined {
  const history = asObjects(element(encounter, 'classHistory'));
  const others = history.filter(isOf('other'));
  if (others.length === 0) return undefined;
  return historyEdges(history.filter(isOf('inpatient')), 'start')[0] ?? historyEdges(others, 'end').at(-1);
}

/** The start of the inpatient part of an encounter. */
export function readStart(encounter: unknown, warn: Warn): Moment | Issue {
  const start = encounterStart(encounter, warn);
  const admitted = admittedIn(encounter);
  return admitted && (isIssue(start) || admitted.ms > start.ms) ? admitted : start;
}

/** When the patient ceased to be an inpatient in an encounter that is now of another class. */
function dischargedIn(encounter: unknown): Moment | undefined {
  if (!isOf('other')(encounter)) return undefined;
  return historyEdges(asObjects(element(encounter, 'classHistory')).filter(isOf('inpatient')), 'end').at(-1);
}

const unreadable = new Map([
  ['date-imprecise', 'its end names only a year or a month'],
  ['date-invalid', 'its end is no date of the calendar'],
]);

function endWhileGoingOn(end: Moment | Issue, { latest }: Timeline): StayEnd {
  const planned = isIssue(end) || latest === null || isAfter(end, latest);
  return planned ? GOES_ON : unknownEnd('it is recorded as going on and yet has an end');
}

/** How an inpatient encounter ended, by status and times (FHIR R4 encounter-status, Encounter.period). */
export function readEnd(encounter: unknown, start: Moment | Issue, timeline: Timeline): StayEnd {
  const status = asText(element(encounter, 'status'));
  const left = dischargedIn(encounter);
  if (isGoingOn(status) && left === undefined)
    return endWhileGoingOn(recordedTime(encounter, ['period.end']), timeline);
  const end = left ?? encounterEnd(encounter);
  if (isIssue(end)) {
    const state = status === 'finished' ? 'it is finished' : 'its status tells nothing';
    return unknownEnd(unreadable.get(end.code) ?? `${state} and no end is recorded`);
  }
  if (!isIssue(start) && isAfter(start, end)) return unknownEnd('it ends before it starts');
  if (outsideOf(timeline, end, '', '')) return unknownEnd('its end lies outside the time of the chart');
  return { end, endUnknown: null };
}

/** Encounters that end so close to one another end together. */
export const TOGETHER_MS = DAY_MS;
