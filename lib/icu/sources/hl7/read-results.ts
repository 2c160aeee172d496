import { EVENT_VERSION, type SentEvent } from '../../events/stream-event.ts';
import type { MeasuredCode } from '../bedside-codes.ts';
import { eventId, idsByStatus, preliminaryId, type ValueStatus } from '../event-id.ts';
import type { Hl7Header } from './hl7-header.ts';
import { readTime } from './hl7-time.ts';
import { field, type Hl7Trouble, type Observed, observedIn, timeOf, troubleAt } from './observed.ts';
import type { Hl7Patient } from './read-patient.ts';
import { readCode, readNumber, readStatus, readUnit } from './read-result.ts';
import { readWave } from './read-wave.ts';

/** A value with all that its event is made of. */
type Result = {
  readonly code: MeasuredCode;
  readonly value: number;
  readonly unit: string;
  readonly at: number;
  readonly status: ValueStatus;
  /** Order and sub-id: what tells two results of one code and time apart. */
  readonly order: string;
  readonly sub: string;
};

export type ReadResults = {
  readonly events: readonly SentEvent[];
  readonly troubles: readonly Hl7Trouble[];
  /** Segments of codes that nothing here reads: monitors send dozens. */
  readonly ignored: number;
};

function readValue(observed: Observed, header: Hl7Header, code: MeasuredCode): Result | Hl7Trouble | null {
  const { segment, request } = observed;
  const trouble = (place: number, reason: string) => troubleAt(observed, place, reason);
  const status = readStatus(segment);
  if (status === null) return null;
  if (typeof status === 'object') return trouble(11, status.reason);
  const at = timeOf(observed, header);
  if (typeof at === 'object') return trouble(14, at.reason);
  const value = readNumber(field(segment, 5));
  if (value === null) return trouble(5, `“${field(segment, 5).slice(0, 30)}” is no number`);
  const unit = readUnit(segment);
  if (unit === '') return trouble(6, 'there is no unit');
  const order = field(request, 3) || field(request, 2);
  return { code, value, unit, at, status, order, sub: field(segment, 4) };
}

/** Pressures of one place belong together: a correction of one of them takes the place of the three. */
const groupOf = ({ code, sub }: Result): string => {
  if (code.kind !== 'sign') return `${code.code}.${sub}`;
  return code.sign.endsWith('pressure') ? `pressure-${code.site ?? ''}` : code.sign;
};

function eventOf(results: readonly [Result, ...Result[]], header: Hl7Header, patient: string): SentEvent {
  const [first] = results;
  const { code, at, status, order, value, unit } = first;
  const key = eventId(patient, order, groupOf(first), at.toString(36));
  const source = eventId(header.sender);
  const change = { at: readTime(header.time, header.zone), id: header.control };
  const head = {
    version: EVENT_VERSION,
    patient,
    source,
    at,
    ...idsByStatus(key, status, change),
  } as const;
  const replaces = code.kind === 'laboratory' && status === 'final' ? { corrects: preliminaryId(key) } : {};
  if (code.kind === 'laboratory')
    return { ...head, ...replaces, kind: 'laboratory', loinc: code.code, value, unit };
  const signs = results.flatMap((one) =>
    one.code.kind === 'sign' ? [{ sign: one.code.sign, value: one.value, unit: one.unit }] : [],
  );
  return { ...head, kind: 'vital-signs', signs };
}

/** What stands in for a sign is left out where the sign itself is there at that time. */
const isNeeded = (result: Result, all: readonly Result[]): boolean => {
  const { code, at } = result;
  if (code.kind !== 'sign' || code.second !== true) return true;
  return !all.some(
    (one) => one.code.kind === 'sign' && one.code.sign === code.sign && !one.code.second && one.at === at,
  );
};

function grouped(results: readonly Result[]): [Result, ...Result[]][] {
  const groups = new Map<string, [Result, ...Result[]]>();
  for (const result of results) {
    const key = [result.order, groupOf(result), result.at, result.status].join('\0');
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()];
}

/** What a segment gave: a result, an event of its own, a trouble; `null`: nothing that is read here. */
function readObserved(observed: Observed, header: Hl7Header, patient: string, all: readonly Observed[]) {
  const code = readCode(observed.segment);
  if (!code) return null;
  return code.kind === 'wave'
    ? readWave(observed, code, header, patient, all)
    : readValue(observed, header, code);
}

/** Events of the results of a message. A result that cannot be read is named, and the others are read. */
export function readResults(header: Hl7Header, { patient }: Hl7Patient): ReadResults {
  const all = observedIn(header);
  const read = all.flatMap((observed) => readObserved(observed, header, patient, all) ?? []);
  const results = read.filter((one): one is Result => 'order' in one);
  const needed = results.filter((one) => isNeeded(one, results));
  const events = grouped(needed).map((group) => eventOf(group, header, patient));
  const waves = read.filter((one): one is SentEvent => 'version' in one);
  const troubles = read.filter((one): one is Hl7Trouble => 'where' in one);
  const told = needed.length + waves.length + troubles.length;
  return { events: [...events, ...waves], troubles, ignored: all.length - told };
}
