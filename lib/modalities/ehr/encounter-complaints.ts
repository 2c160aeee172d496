import { kindOfClass } from '#lib/clinical/encounter-classes.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { element, referenceTo } from '#lib/fhir/elements.ts';
import type { Complaint } from '#lib/fhir/issue-tally.ts';
import { leftOut } from '../complaints.ts';
import { hasHappened } from '../happened.ts';
import { classTerms, kindOf, type PlacedEncounter } from './encounter-tree.ts';

const shownClass = (text: string): string =>
  /^[\p{L}\p{N} .:/_-]{1,40}$/u.test(text) ? `“${text}”` : 'unnamed';

/** Why an encounter is not known to be a stay or something else. */
export function classComplaint({ encounter, reference }: PlacedEncounter): Complaint {
  const terms = classTerms(element(encounter, 'class'));
  const [first] = terms;
  const known = terms.some((term) => kindOfClass([term]) !== undefined);
  const because =
    first === undefined
      ? 'no class is recorded'
      : known
        ? 'its classes contradict each other'
        : `the class ${shownClass(first.display ?? first.code)} is not known`;
  return {
    code: 'value-missing',
    severity: 'warning',
    path: `${reference}.class`,
    sentence: (count) => `Encounter: ${count} not read as a hospital stay, because ${because}.`,
  };
}

/** Stays that did not take place. */
export function excludedComplaints(chart: Chart): Complaint[] {
  const because = 'it was planned or cancelled, or entered in error';
  return chart
    .all('Encounter')
    .filter((encounter) => !hasHappened(encounter) && kindOf(encounter) === 'inpatient')
    .map((encounter) =>
      leftOut('status-excluded', 'Hospital stay', because, `${referenceTo(encounter)}.status`, 'information'),
    );
}
