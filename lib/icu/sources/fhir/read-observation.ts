import {
  asObjects,
  asText,
  codings,
  element,
  isIssue,
  type JsonObject,
  quantityOf,
  readMoment,
} from '#lib/fhir/elements.ts';
import { valueContradiction } from '#lib/fhir/observed-value.ts';
import { subjectOf } from '#lib/fhir/subject.ts';
import { EVENT_VERSION, type SentEvent } from '../../events/stream-event.ts';
import { type MeasuredCode, mdcUnit, measuredBy } from '../bedside-codes.ts';
import { eventId, idsByStatus, patientIdOf, preliminaryId, type ValueStatus } from '../event-id.ts';
import { readSampled } from './read-sampled.ts';

/** Why an Observation, or a part of it, gave no event. */
export type ObservationTrouble = { readonly reason: string };
type Read = SentEvent | ObservationTrouble;

/** An Observation as far as all its values share it. */
export type Observed = {
  readonly patient: string;
  readonly source: string;
  readonly at: number;
  readonly key: string;
  readonly status: ValueStatus;
  readonly change: { readonly at: number; readonly id: string };
};

const STATUS: Readonly<Record<string, ValueStatus>> = {
  preliminary: 'preliminary',
  final: 'final',
  amended: 'corrected',
  corrected: 'corrected',
  'entered-in-error': 'withdrawn',
};

const trouble = (reason: string): ObservationTrouble => ({ reason });

/** An instant; a period counts by its start. A time without zone is none: an hour's mistake is worse than no value. */
function timeOf(observation: JsonObject): number | ObservationTrouble {
  const sent =
    element(observation, 'effectiveDateTime') ??
    element(observation, 'effectiveInstant') ??
    element(element(observation, 'effectivePeriod'), 'start');
  let zoneless = false;
  const moment = readMoment(sent, 'effective', () => {
    zoneless = true;
  });
  if (isIssue(moment)) return trouble(moment.message);
  if (moment.precision === 'day' || zoneless)
    return trouble('effective: a time of day with its zone is expected');
  return moment.ms;
}

function changeOf(observation: JsonObject): Observed['change'] {
  const meta = element(observation, 'meta');
  const updated = asText(element(meta, 'lastUpdated')) ?? asText(element(observation, 'issued'));
  return { at: Date.parse(updated ?? ''), id: asText(element(meta, 'versionId')) ?? '' };
}

function frameOf(observation: JsonObject): Observed | ObservationTrouble {
  const subject = subjectOf(observation);
  const patient = subject?.type === 'Patient' ? patientIdOf(subject.id ?? '') : null;
  if (patient === null) return trouble('subject: a reference to a Patient is expected');
  const status = STATUS[asText(element(observation, 'status')) ?? ''];
  if (!status)
    return trouble('status: preliminary, final, amended, corrected or entered-in-error is expected');
  const at = timeOf(observation);
  if (typeof at === 'object') return at;
  const key = eventId(patient, 'fhir', asText(element(observation, 'id')) ?? '');
  const device = asText(element(element(observation, 'device'), 'reference'));
  return { patient, source: eventId('fhir', device ?? ''), at, key, status, change: changeOf(observation) };
}

const codeOf = (part: JsonObject): MeasuredCode | undefined =>
  codings(element(part, 'code'))
    .map(({ code, display = '', system = '' }) => measuredBy(code, display, system))
    .find((found) => found !== undefined);

type Value = { readonly value: number; readonly unit: string };

function quantityIn(part: JsonObject): Value | ObservationTrouble | null {
  const contradiction = valueContradiction(part);
  if (contradiction) return trouble(`value: ${contradiction}`);
  const { value, comparator, code, unit } = quantityOf(element(part, 'valueQuantity'));
  if (value === undefined) return null;
  if (comparator) return trouble(`value: “${comparator} ${value}” is no number`);
  const sent = code ?? unit ?? '';
  if (sent === '') return trouble('value: there is no unit');
  return { value, unit: (mdcUnit(sent) ?? sent).slice(0, 32) };
}

const headOf = ({ patient, source, at, status, change }: Observed, key: string) =>
  ({ version: EVENT_VERSION, patient, source, at, ...idsByStatus(key, status, change) }) as const;

function laboratory(frame: Observed, loinc: string, { value, unit }: Value): SentEvent {
  const key = eventId(frame.key, loinc);
  const replaces = frame.status === 'final' ? { corrects: preliminaryId(key) } : {};
  return { ...headOf(frame, key), ...replaces, kind: 'laboratory', loinc, value, unit };
}

/** What one part of an Observation says: its own value, or one of its components. */
type Part = { readonly part: JsonObject; readonly code: MeasuredCode };

function quantities(frame: Observed, parts: readonly Part[]): Read[] {
  const signs: (Value & { sign: Extract<MeasuredCode, { kind: 'sign' }>['sign'] })[] = [];
  const read = parts.flatMap(({ part, code }): Read[] => {
    const value = code.kind === 'wave' ? null : quantityIn(part);
    if (value === null) return [];
    if ('reason' in value) return [value];
    if (code.kind === 'laboratory') return [laboratory(frame, code.code, value)];
    if (code.kind === 'sign') signs.push({ sign: code.sign, ...value });
    return [];
  });
  if (signs.length === 0) return read;
  return [{ ...headOf(frame, frame.key), kind: 'vital-signs', signs }, ...read];
}

/**
 * Events of an Observation and its components, by LOINC or 11073 codes: numbers, and curves as SampledData. What is about
 * something that is not read here gives nothing.
 */
export function readObservation(observation: JsonObject): readonly Read[] {
  const parts = [observation, ...asObjects(element(observation, 'component'))].flatMap((part): Part[] => {
    const code = codeOf(part);
    return code ? [{ part, code }] : [];
  });
  if (parts.length === 0) return [];
  const frame = frameOf(observation);
  if ('reason' in frame) return [frame];
  const curves = parts.flatMap(({ part, code }): readonly Read[] =>
    code.kind === 'wave' ? readSampled(frame, code, element(part, 'valueSampledData')) : [],
  );
  return [...quantities(frame, parts), ...curves];
}
