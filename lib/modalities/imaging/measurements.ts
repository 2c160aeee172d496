import type { Moment } from '#lib/clinical/moment.ts';
import { unitsMeant } from '#lib/clinical/unit-synonyms.ts';
import { KIND_DESCRIPTIONS, type MeasurementKind } from '#lib/dicom/reporting/measurement-report.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  conceptText,
  element,
  isIssue,
  quantityOf,
  referenceText,
  referenceTo,
  type SentQuantity,
} from '#lib/fhir/elements.ts';
import type { IssueTally } from '#lib/fhir/issue-tally.ts';
import { valueContradiction } from '#lib/fhir/observed-value.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { isMachineAsserted } from '../machine-asserted.ts';
import { observationTime } from '../observation-time.ts';
import { kindOf } from './measurement-codes.ts';
import type { ImagingMeasurement } from './slice.ts';

const UCUM = 'http://unitsofmeasure.org';
const COUNTED = new Set(['final', 'amended', 'corrected', 'preliminary']);
/** Kinds that have a plausible range whatever the heart (fractions of one and of a hundred). */
const RANGES: Readonly<Partial<Record<MeasurementKind, readonly [number, number]>>> = {
  'cardiothoracic-ratio': [0.2, 1],
  'ejection-fraction': [1, 95],
};

/** A code counts as UCUM has it, a text as people write units; both may not differ. */
function unitTrouble({ system, code, unit }: SentQuantity, wanted: string): string | undefined {
  if (system !== UCUM && system !== undefined) return `its unit is not ${wanted}`;
  const written = unit === undefined ? [] : unitsMeant(unit);
  const sent = code ?? (written.includes(wanted) ? wanted : unit);
  if (sent !== wanted) return `its unit is not ${wanted}`;
  return written.length > 0 && !written.includes(wanted)
    ? 'its coded unit and its written unit differ'
    : undefined;
}

/** The value in the unit of its kind; `null` with the reason when it cannot be used. */
function measuredValue(observation: unknown, kind: MeasurementKind): number | { readonly because: string } {
  const quantity = quantityOf(element(observation, 'valueQuantity'));
  const contradiction = valueContradiction(observation);
  if (contradiction !== undefined) return { because: contradiction };
  const { value, comparator } = quantity;
  if (value === undefined) return { because: 'it holds no number' };
  if (comparator !== undefined) return { because: 'it is a limit, not a value' };
  const share = kind === 'ejection-fraction' && value <= 1 && unitTrouble(quantity, '1') === undefined;
  const trouble = share ? undefined : unitTrouble(quantity, KIND_DESCRIPTIONS[kind].unit);
  if (trouble !== undefined) return { because: trouble };
  const [low, high] = RANGES[kind] ?? [0, Number.POSITIVE_INFINITY];
  const sent = share ? 100 * value : value;
  return sent >= low && sent <= high ? sent : { because: 'it is implausible' };
}

function timeOf(observation: unknown, what: string, chart: Chart, tally: IssueTally): Moment | null {
  const time = observationTime(observation, chart);
  if (!isIssue(time)) return time;
  tally.add(dateComplaint(what, time));
  return null;
}

const studyOf = (observation: unknown): string | null =>
  asObjects(element(observation, 'derivedFrom'))
    .flatMap((reference) => referenceText(reference) ?? [])
    .find((text) => text.includes('ImagingStudy/') || text.startsWith('urn:uuid:')) ?? null;

function readMeasurement(
  observation: unknown,
  chart: Chart,
  tally: IssueTally,
): ImagingMeasurement | undefined {
  const kind = kindOf(element(observation, 'code'));
  if (kind === undefined) return undefined;
  const { name, unit } = KIND_DESCRIPTIONS[kind];
  const reference = referenceTo(observation);
  const status = asText(element(observation, 'status')) ?? '';
  if (!COUNTED.has(status)) {
    tally.add(
      leftOut('status-excluded', name, 'its status does not count', `${reference}.status`, 'information'),
    );
    return undefined;
  }
  if (isMachineAsserted(observation)) {
    const because = 'a machine asserted it, and nobody measured it';
    tally.add(leftOut('status-excluded', name, because, `${reference}.meta.security`, 'information'));
    return undefined;
  }
  const value = measuredValue(observation, kind);
  if (typeof value !== 'number') {
    tally.add(leftOut('structure', name, value.because, `${reference}.valueQuantity`));
    return undefined;
  }
  const method = conceptText(element(observation, 'method')) ?? null;
  return {
    reference,
    kind,
    name,
    value,
    unit,
    method,
    time: timeOf(observation, name, chart, tally),
    study: studyOf(observation),
  };
}

/** What was measured in pictures, newest first; the undated last. */
export const readMeasurements = (chart: Chart, tally: IssueTally): ImagingMeasurement[] =>
  chart
    .all('Observation')
    .flatMap((observation) => readMeasurement(observation, chart, tally) ?? [])
    .toSorted(
      (a, b) =>
        (b.time?.ms ?? Number.NEGATIVE_INFINITY) - (a.time?.ms ?? Number.NEGATIVE_INFINITY) ||
        (a.reference < b.reference ? -1 : 1),
    );
