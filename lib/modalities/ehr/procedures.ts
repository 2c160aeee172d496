import { matches } from '#lib/clinical/condition-codes.ts';
import { guidelineConditions } from '#lib/clinical/guideline-conditions.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, conceptText, element, isIssue, referenceTo } from '#lib/fhir/elements.ts';
import { encounterStart } from '../encounter-time.ts';
import { hasHappened } from '../happened.ts';
import { recordedTime, timePaths } from '../recorded-time.ts';
import { codesOf } from './codes.ts';
import type { ProcedureEntry } from './slice.ts';

function toEntries(resource: unknown, concepts: readonly unknown[], time: Moment | Issue): ProcedureEntry[] {
  if (!hasHappened(resource)) return [];
  return concepts.flatMap((concept) => {
    const codes = codesOf(concept);
    const ids = guidelineConditions.filter((set) => matches(set, codes)).map(({ id }) => id);
    const label = conceptText(concept);
    if (ids.length === 0 || label === undefined) return [];
    return [{ reference: referenceTo(resource), label, ids, since: isIssue(time) ? null : time }];
  });
}

const listOf = (sent: unknown): readonly unknown[] => asObjects(Array.isArray(sent) ? sent : [sent]);

const sinceOf = ({ since }: ProcedureEntry) => since?.ms ?? Number.NEGATIVE_INFINITY;

/** Procedures, and kinds of encounters, that a guideline's recommendation depends on: oldest first, the undated before them. */
export const readProcedures = (chart: Chart): readonly ProcedureEntry[] =>
  [
    ...chart
      .all('Procedure')
      .flatMap((one) => toEntries(one, listOf(element(one, 'code')), recordedTime(one, timePaths.Procedure))),
    ...chart
      .all('Encounter')
      .flatMap((one) =>
        toEntries(
          one,
          [...listOf(element(one, 'type')), ...listOf(element(one, 'serviceType'))],
          encounterStart(one),
        ),
      ),
  ].toSorted((a, b) => sinceOf(a) - sinceOf(b) || (a.reference < b.reference ? -1 : 1));
