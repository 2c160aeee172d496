import { daysBetween, isAfter } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { element, referenceTo } from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { assumption, leftOut } from '../complaints.ts';
import { timePaths } from '../recorded-time.ts';
import type { Timeline } from '../timeline.ts';
import { careEnd, inpatientEnd } from './care-end.ts';
import { doseText } from './dose-text.ts';
import { knownTime } from './known-time.ts';
import { type Drug, drugOf } from './medication-drug.ts';
import { spanOf } from './medication-span.ts';
import {
  MEDICATION_TYPES,
  type MedicationStatus,
  type MedicationType,
  medicationStatusOf,
} from './medication-status.ts';
import { replacedOrders } from './replaced-orders.ts';
import type { MedicationEntry } from './slice.ts';

const WHAT = 'Medication';
const DIFFERENT = 'its codes and its text name different drugs';
const REVERSED = 'it ended before it began';
const kinds = {
  MedicationRequest: 'order',
  MedicationStatement: 'statement',
  MedicationAdministration: 'administration',
  MedicationDispense: 'dispense',
} as const;

/** One pass over a chart's medications: what it needs to know of the rest of the chart, and where complaints go. */
class MedicationReader {
  readonly #chart: Chart;
  readonly #timeline: Timeline;
  readonly #tally: IssueTally;
  readonly #care: number;

  constructor(chart: Chart, timeline: Timeline, tally: IssueTally) {
    this.#chart = chart;
    this.#timeline = timeline;
    this.#tally = tally;
    this.#care = careEnd(chart, timeline);
  }

  #complain(reference: string, { contradictory, mentioned }: Drug, { code }: MedicationStatus): void {
    if (contradictory) this.#tally.add(leftOut('value-missing', WHAT, DIFFERENT, reference));
    if (mentioned)
      this.#tally.add(
        leftOut(
          'value-missing',
          WHAT,
          'the text only speaks of a drug and describes none',
          reference,
          'information',
        ),
      );
    if (code === 'unknown') this.#tally.add(assumption(WHAT, 'its status is unknown', `${reference}.status`));
  }

  read(resource: unknown, type: MedicationType): MedicationEntry | undefined {
    const reference = referenceTo(resource);
    if (element(resource, 'status') === 'entered-in-error') {
      this.#tally.add(
        leftOut('status-excluded', WHAT, 'it was entered in error', `${reference}.status`, 'information'),
      );
      return undefined;
    }
    const drug = drugOf(resource, this.#chart);
    if (drug === undefined) {
      this.#tally.add(leftOut('value-missing', WHAT, 'the drug is not named', reference));
      return undefined;
    }
    const status = medicationStatusOf(resource, type);
    const context = { timeline: this.#timeline, what: WHAT, tally: this.#tally };
    const known = knownTime(resource, timePaths[type], context);
    const ends = { care: this.#care, stay: inpatientEnd(resource, this.#chart) };
    const span = spanOf(resource, type, known, status, ends);
    this.#complain(reference, drug, status);
    const { label, strength, classes, substances, contradictory } = drug;
    const reversed = span.since && span.until && isAfter(span.since, span.until);
    if (reversed) this.#tally.add(leftOut('date-invalid', WHAT, REVERSED, reference));
    return {
      reference,
      kind: kinds[type],
      label: strength === null || label.includes(strength) ? label : `${label}, ${strength}`,
      dose: doseText(resource),
      classes,
      substances,
      standing: status.standing,
      status: status.words,
      reason: status.reason,
      ...span,
      doubt: contradictory ? DIFFERENT : null,
    };
  }
}

/** An active order without an end counts at any age, as the chart says; from this age on, that is said. */
const OLD_YEARS = 2;

/** Says how old the orders are that only their status keeps in force. */
function complainOfAge(entries: readonly MedicationEntry[], { latest }: Timeline, tally: IssueTally): void {
  for (const { reference, kind, standing, classes, since, until, over } of entries) {
    const open = kind === 'order' && standing === 'in-use' && !until && !over && classes.length > 0;
    if (!open || !since || !latest || daysBetween(since, latest) <= OLD_YEARS * 365) continue;
    tally.add({
      code: 'assumption',
      severity: 'information',
      path: reference,
      sentence: (count) =>
        `${WHAT}: ${count} active without an end for more than ${OLD_YEARS} years; such an order counts as taken.`,
    });
  }
}

const sinceOf = ({ since }: MedicationEntry) => since?.ms ?? Number.NEGATIVE_INFINITY;

/** Orders, statements, administrations and dispenses of drugs, oldest first. */
export function readMedications(chart: Chart, timeline: Timeline, tally: IssueTally): MedicationEntry[] {
  const reader = new MedicationReader(chart, timeline, tally);
  const entries = MEDICATION_TYPES.flatMap((type) =>
    chart.all(type).flatMap((resource) => reader.read(resource, type) ?? []),
  );
  const ended = replacedOrders(chart, entries);
  complainOfAge(ended, timeline, tally);
  return ended.toSorted((a, b) => sinceOf(a) - sinceOf(b) || (a.reference < b.reference ? -1 : 1));
}
