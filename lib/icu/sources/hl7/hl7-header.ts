import { Hl7Message } from '@medplum/core';
import { zoneOf } from './hl7-time.ts';

/** Why a message is not taken, with the code of its acknowledgement: `AR` for what would be refused again, `AE` for its content. */
export type Hl7Refusal = { readonly code: 'AR' | 'AE'; readonly reason: string };

/** What is read before anything else of a message. */
export type Hl7Header = {
  readonly message: Hl7Message;
  readonly kind: 'ORU^R01' | 'ADT^A01' | 'ADT^A02' | 'ADT^A03';
  readonly control: string;
  /** Sending application: whose clock and whose values. */
  readonly sender: string;
  /** Zone of the message's own time; `''`: it says none. */
  readonly zone: string;
  readonly time: string;
};

const KINDS = ['ORU^R01', 'ADT^A01', 'ADT^A02', 'ADT^A03'] as const;
/** 2.3 to 2.9: what is read of a message has stood in its place since. */
const VERSION = /^2\.[3-9](\.\d)?$/;
/** HL7 table 0211 → names of the WHATWG encoding standard. */
const CHARSETS: ReadonlyMap<string, string> = new Map([
  ['', 'utf-8'],
  ['ASCII', 'utf-8'],
  ['UNICODE UTF-8', 'utf-8'],
  ['UTF-8', 'utf-8'],
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 15].map((n): [string, string] => [
    `8859/${n}`,
    n === 1 ? 'latin1' : `iso-8859-${n}`,
  ]),
]);

const refuse = (code: Hl7Refusal['code'], reason: string): Hl7Refusal => ({ code, reason });
export const isRefused = (read: object): read is Hl7Refusal => 'reason' in read;

/** Text of a message by the character set that its MSH-18 names. */
export function decodeMessage(bytes: Uint8Array): { readonly text: string } | Hl7Refusal {
  const plain = new TextDecoder('latin1').decode(bytes);
  if (!plain.startsWith('MSH') || plain.length < 8) return refuse('AR', 'It does not begin with MSH.');
  const [header = ''] = plain.split('\r', 1);
  const [name = ''] = (header.split(plain.charAt(3))[17] ?? '').split(plain.charAt(5) || '~');
  const charset = CHARSETS.get(name.trim().toUpperCase());
  if (charset === undefined)
    return refuse('AR', `MSH-18: the character set ${name.slice(0, 20)} is not read here.`);
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch {
    return refuse('AE', `MSH-18: the bytes are no ${name.trim() || 'UTF-8'}.`);
  }
}

/** Separators that stand for two things at once make a message say whatever one wants. */
const saneSeparators = (text: string): boolean => {
  const separators = text.slice(3, 8);
  return new Set(separators).size === 5 && !/[A-Za-z0-9\s.+-]/.test(separators);
};

type Parts = Omit<Hl7Header, 'kind'> & { readonly type: string; readonly version: string };

function partsOf(message: Hl7Message): Parts {
  const { header } = message;
  const part = (field: number, n: number) => header.getComponent(field, n) ?? '';
  const time = part(7, 1);
  return {
    message,
    type: `${part(9, 1)}^${part(9, 2)}`,
    version: part(12, 1),
    control: part(10, 1),
    sender: part(3, 1) || 'hl7',
    time,
    zone: zoneOf(time),
  };
}

/** The header of a message that may be read on, or why not. */
export function readHeader(text: string): Hl7Header | Hl7Refusal {
  if (!text.startsWith('MSH') || !saneSeparators(text))
    return refuse('AR', 'MSH-1 and MSH-2: five different separators are expected, as |^~\\&.');
  const { type, version, ...parts } = partsOf(Hl7Message.parse(text));
  const kind = KINDS.find((one) => one === type);
  if (!VERSION.test(version))
    return refuse('AR', `MSH-12: version ${version.slice(0, 20) || 'none'}; 2.3 to 2.9 are read.`);
  if (kind === undefined) return refuse('AR', `MSH-9: ${type.slice(0, 30)}; ${KINDS.join(', ')} are read.`);
  if (parts.control === '') return refuse('AE', 'MSH-10: the message has no control id.');
  return { ...parts, kind };
}
