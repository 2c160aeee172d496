import { Hl7Message, Hl7Segment } from '@medplum/core';
import type { Hl7Trouble } from '#lib/icu/sources/hl7/observed.ts';

/** `AA`: taken; `AE`: something in it is not; `AR`: it would be refused again as it is. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR';

const MOST_TOLD = 20;
/** Answered where a message has no header that can be. */
const NO_HEADER = 'MSH|^~\\&|||||||ORU^R01||P|2.5.1';

/** Text as a field holds it: HL7 v2.5.1, 2.7. */
const escaped = (text: string): string => text.replace(/[\\|^~&\r\n]/g, (sign) => ESCAPES[sign] ?? ' ');
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '~': '\\R\\',
  '&': '\\T\\',
};

const errorSegment = ({ where, reason }: Hl7Trouble): string =>
  `ERR||${where}|207^Application internal error^HL70357|E||||${escaped(reason)}`;

/** An answer to a message, with a segment for each trouble. */
export function acknowledge(
  message: Hl7Message | null,
  code: AcknowledgementCode,
  troubles: readonly Hl7Trouble[],
): string {
  const asked = message ?? Hl7Message.parse(NO_HEADER);
  const answer = asked.buildAck({ ackCode: code });
  const told = troubles.slice(0, MOST_TOLD);
  const more = troubles.length - told.length;
  const rest = more > 0 ? [{ where: '', reason: `and ${more} more` }] : [];
  const errors = [...told, ...rest].map((one) => Hl7Segment.parse(errorSegment(one)));
  return `${[answer.toString(), ...errors.map(String)].join('\r')}\r`;
}
