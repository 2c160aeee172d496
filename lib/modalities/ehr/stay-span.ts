import { kindOfClass } from '#lib/clinical/encounter-classes.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import { asObjects, asText, element, isIssue } from '#lib/fhir/elements.ts';
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

/** The parts of a history (`statusHistory`, `classHistory`) of one kind, with their readable edges, oldest first. */
function edges(parts: readonly unknown[], edge: 'start' | 'end'): Moment[] {
  return parts
    .map((part) => recordedTime(part, [`period.${edge}`]))
    .filter((time): time is Moment => !isIssue(time))
    .toSorted((a, b) => a.ms - b.ms);
}

const stayedIn = (encounter: unknown) =>
  asObjects(element(encounter, 'statusHistory')).filter((part) => isGoingOn(element(part, 'status')));

const isOf = (kind: 'inpatient' | 'other') => (part: unknown) =>
  kindOfClass(classTerms(element(part, 'class'))) === kind;

/** When the patient became an inpatient in an encounter whose class changed (Encounter.classHistory); `undefined`: it did not. */
function admittedIn(encounter: unknown): Moment | undefined {
  const history = asObjects(element(encounter, 'classHistory'));
  const others = history.filter(isOf('other'));
  if (others.length === 0) return undefined;
  return edges(history.filter(isOf('inpatient')), 'start')[0] ?? edges(others, 'end').at(-1);
}

/** The start of the inpatient part; where the encounter has no start, that of its first status in the house. */
export function readStart(encounter: unknown, warn: Warn): Moment | Issue {
  const start = recordedTime(encounter, ['period.start'], warn);
  const admitted = admittedIn(encounter);
  if (admitted && (isIssue(start) || admitted.ms > start.ms)) return admitted;
  if (!isIssue(start) || start.code !== 'value-missing') return start;
  return edges(stayedIn(encounter), 'start')[0] ?? start;
}

/** When the patient ceased to be an inpatient in an encounter that is now of another class. */
function dischargedIn(encounter: unknown): Moment | undefined {
  if (!isOf('other')(encounter)) return undefined;
  return edges(asObjects(element(encounter, 'classHistory')).filter(isOf('inpatient')), 'end').at(-1);
}

/** Of an encounter that is over: its own end, else that of its last status in the house. */
function recordedEnd(encounter: unknown): Moment | Issue {
  const end = dischargedIn(encounter) ?? recordedTime(encounter, ['period.end']);
  if (!isIssue(end) || end.code !== 'value-missing') return end;
  const finished = asObjects(element(encounter, 'statusHistory')).filter(
    (part) => element(part, 'status') === 'finished',
  );
  return edges(finished, 'start')[0] ?? edges(stayedIn(encounter), 'end').at(-1) ?? end;
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
  const end = recordedEnd(encounter);
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
