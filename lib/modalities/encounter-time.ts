import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import { asObjects, element, isIssue } from '#lib/fhir/elements.ts';
import { isGoingOn } from './happened.ts';
import { recordedTime, type Warn } from './recorded-time.ts';

/** The readable edges of the periods of a history (`statusHistory`, `classHistory`), oldest first. */
export function historyEdges(parts: readonly unknown[], edge: 'start' | 'end'): Moment[] {
  return parts
    .map((part) => recordedTime(part, [`period.${edge}`]))
    .filter((time): time is Moment => !isIssue(time))
    .toSorted((a, b) => a.ms - b.ms);
}

const statuses = (encounter: unknown) => asObjects(element(encounter, 'statusHistory'));
const stayedIn = (encounter: unknown) =>
  statuses(encounter).filter((part) => isGoingOn(element(part, 'status')));

/** When an encounter began: `Encounter.period` (FHIR R4), else its first status in the house. */
export function encounterStart(encounter: unknown, warn?: Warn): Moment | Issue {
  const start = recordedTime(encounter, ['period.start'], warn);
  if (!isIssue(start) || start.code !== 'value-missing') return start;
  return historyEdges(stayedIn(encounter), 'start')[0] ?? start;
}

/** When an encounter that is over ended: `Encounter.period`, else when it was finished, else its last status in the house. */
export function encounterEnd(encounter: unknown): Moment | Issue {
  const end = recordedTime(encounter, ['period.end']);
  if (!isIssue(end) || end.code !== 'value-missing') return end;
  const finished = statuses(encounter).filter((part) => element(part, 'status') === 'finished');
  return historyEdges(finished, 'start')[0] ?? historyEdges(stayedIn(encounter), 'end').at(-1) ?? end;
}

/** Of an encounter that goes on: the last that its histories know of, which is past, or its start. */
export function latestKnown(encounter: unknown): Moment | Issue {
  const start = encounterStart(encounter);
  const history = [...stayedIn(encounter), ...asObjects(element(encounter, 'classHistory'))];
  const times = [...historyEdges(history, 'start'), ...historyEdges(history, 'end')];
  if (!isIssue(start)) times.push(start);
  return times.toSorted((a, b) => a.ms - b.ms).at(-1) ?? start;
}
