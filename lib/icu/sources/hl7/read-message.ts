import { EVENT_VERSION, type SentEvent } from '../../events/stream-event.ts';
import { eventId } from '../event-id.ts';
import { decodeMessage, type Hl7Header, type Hl7Refusal, isRefused, readHeader } from './hl7-header.ts';
import { readTime } from './hl7-time.ts';
import type { Hl7Trouble } from './observed.ts';
import { ageAt, type Hl7Patient, readPatient } from './read-patient.ts';
import { type ReadResults, readResults } from './read-results.ts';

/** A message that was understood, be it in part. */
export type Hl7Reading = ReadResults & { readonly header: Hl7Header };

/** A message that was not; `header` where it had one that can be answered. */
export type Hl7Refused = {
  readonly header: Hl7Header | null;
  readonly refused: Hl7Refusal;
  readonly text: string;
};

const NOTHING: ReadResults = { events: [], troubles: [], ignored: 0 };

/** The same place told by a hundred results is one event; a message of admission or a move is one of its own. */
function placementId({ kind, time }: Hl7Header, { patient, ward, bed, admittedAt }: Hl7Patient): string {
  const stay = Number.isNaN(admittedAt) ? '' : admittedAt.toString(36);
  return kind === 'ORU^R01'
    ? eventId(patient, 'bed', ward, bed, stay)
    : eventId(patient, kind === 'ADT^A03' ? 'left' : 'moved', ward, bed, stay, time);
}

/**
 * Where the patient lies by PV1-3, which messages of every kind tell. Without a time of admission (PV1-44) the stay began when
 * it was first heard of.
 */
function placementOf(header: Hl7Header, who: Hl7Patient): SentEvent | Hl7Trouble | null {
  const leaves = header.kind === 'ADT^A03';
  if (!leaves && (who.ward === '' || who.bed === '')) return null;
  const at = readTime(header.time, header.zone);
  if (Number.isNaN(at)) return { where: 'MSH^1^7', reason: 'is no time with its zone' };
  const age = ageAt(who, at);
  return {
    version: EVENT_VERSION,
    id: placementId(header, who),
    patient: who.patient,
    source: eventId(header.sender),
    at,
    kind: 'placement',
    bed: leaves ? null : who.bed,
    ward: who.ward || 'ICU',
    admittedAt: Number.isNaN(who.admittedAt) ? at : who.admittedAt,
    ...(age === null ? {} : { age }),
    ...(who.sex === null ? {} : { sex: who.sex }),
  };
}

function withPlacement(read: ReadResults, place: ReturnType<typeof placementOf>): ReadResults {
  if (place === null) return read;
  if ('where' in place) return { ...read, troubles: [...read.troubles, place] };
  return { ...read, events: [place, ...read.events] };
}

/** Events of an HL7 v2 message: results of `ORU^R01`, and beds by `ADT^A01`, `A02` and `A03`. Never throws for bad data. */
export function readHl7(bytes: Uint8Array): Hl7Reading | Hl7Refused {
  const decoded = decodeMessage(bytes);
  if (isRefused(decoded))
    return { header: null, refused: decoded, text: new TextDecoder('latin1').decode(bytes) };
  const { text } = decoded;
  const header = readHeader(text);
  if (isRefused(header)) return { header: null, refused: header, text };
  const who = readPatient(header.message, header.zone);
  if ('reason' in who) return { header, refused: { code: 'AE', reason: who.reason }, text };
  const read = header.kind === 'ORU^R01' ? readResults(header, who) : NOTHING;
  return { header, ...withPlacement(read, placementOf(header, who)) };
}
