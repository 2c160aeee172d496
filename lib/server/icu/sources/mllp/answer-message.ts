import { Hl7Message } from '@medplum/core';
import type { SentText } from '#lib/icu/events/sent-lines.ts';
import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import type { Hl7Trouble } from '#lib/icu/sources/hl7/observed.ts';
import { type Hl7Reading, readHl7 } from '#lib/icu/sources/hl7/read-message.ts';
import { withoutPerson } from '#lib/icu/sources/hl7/without-person.ts';
import type { Ingest, Outcome } from '../../ingest/open-ingest.ts';
import { acknowledge } from './acknowledge.ts';
import type { Frame } from './frames.ts';

export const MLLP_SOURCE = 'hl7-mllp';

const KIB = 1024;
const AGAIN: Hl7Trouble = { where: '', reason: 'The events could not be kept: send the message again.' };

/** Places whose bed was told, so that a thousand results of a patient tell it once. */
export type ToldBeds = Map<string, string>;
const MOST_TOLD_BEDS = 10_000;

function isNews(told: ToldBeds, event: SentEvent): boolean {
  if (event.kind !== 'placement' || event.bed === null) return true;
  return told.get(event.patient) !== event.id;
}

/** Remembered only when it is safe: what failed is told again. */
function remember(told: ToldBeds, events: readonly SentEvent[]): void {
  if (told.size > MOST_TOLD_BEDS) told.clear();
  for (const event of events)
    if (event.kind === 'placement') {
      if (event.bed === null) told.delete(event.patient);
      else told.set(event.patient, event.id);
    }
}

const asSent = (event: SentEvent): SentText => ({ text: JSON.stringify(event), value: event });

/** A header that can be answered, of the beginning of a message that was dropped. */
function headerOf(beginning: Buffer): Hl7Message | null {
  const [line = ''] = beginning.toString('latin1').split('\r', 1);
  return line.startsWith('MSH') && line.length > 8 ? Hl7Message.parse(line) : null;
}

const troubleOf = ({ status, reason = '' }: Outcome): Hl7Trouble[] =>
  status === 'accepted' ? [] : [{ where: '', reason }];

async function takeReading(
  reading: Hl7Reading,
  text: string,
  ingest: Ingest,
  told: ToldBeds,
): Promise<string> {
  const { header, troubles } = reading;
  const events = reading.events.filter((event) => isNews(told, event));
  const kept = withoutPerson(text);
  const letters = troubles.map(
    ({ where, reason }): SentText => ({ text: kept, refused: `${where}: ${reason}.` }),
  );
  const outcomes = await ingest.take([...events.map(asSent), ...letters], MLLP_SOURCE);
  const refused = outcomes.slice(0, events.length).flatMap(troubleOf);
  if (refused.length === 0) remember(told, events);
  const all = [...troubles, ...refused];
  return acknowledge(header.message, all.length === 0 ? 'AA' : 'AE', all);
}

async function takeFrame(frame: Frame, ingest: Ingest, told: ToldBeds): Promise<string> {
  if (frame.kind === 'oversized') {
    const reason = `A message of ${Math.round(frame.size / KIB)} KiB is larger than is taken.`;
    const text = withoutPerson(frame.beginning.toString('latin1'));
    await ingest.take([{ text, refused: reason }], MLLP_SOURCE);
    return acknowledge(headerOf(frame.beginning), 'AR', [{ where: '', reason }]);
  }
  const reading = readHl7(frame.bytes);
  if (!('refused' in reading)) return takeReading(reading, frame.bytes.toString('latin1'), ingest, told);
  const { refused, text, header } = reading;
  await ingest.take([{ text: withoutPerson(text), refused: refused.reason }], MLLP_SOURCE);
  return acknowledge(header?.message ?? headerOf(frame.bytes), refused.code, [
    { where: '', reason: refused.reason },
  ]);
}

/**
 * Takes a message in and gives its answer. Whatever is not understood lies in the dead letters, with the message but for who the patient is; when
 * the log or the database is away nothing is acknowledged, and the sender is told to send again.
 */
export async function answerMessage(
  frame: Frame,
  ingest: () => Promise<Ingest>,
  told: ToldBeds,
): Promise<string> {
  try {
    return await takeFrame(frame, await ingest(), told);
  } catch {
    const beginning = frame.kind === 'whole' ? frame.bytes : frame.beginning;
    return acknowledge(headerOf(beginning), 'AE', [AGAIN]);
  }
}
