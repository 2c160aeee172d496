import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Patient } from 'fhir/r4';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { recordNumbers, untypedNumber } from '#lib/modalities/record-number.ts';

/** Beside the database and never in it: without it the ids of the index lead to nobody. */
const KEY_FILE = 'similarity.key';
const KEY_BYTES = 32;
/** 128 bits in hexadecimal, which every database sorts alike. */
const ID_LENGTH = 32;

/** Ids by a keyed hash (HMAC-SHA-256, RFC 2104). */
export type OpaqueIds = {
  /** Of a person: the same for all records that bear one record number. */
  readonly person: (patient: Patient) => string;
  /** Of one record of a person. */
  readonly record: (patient: Patient) => string;
  /** Of what a record says, without the pixels of its pictures, which their UIDs stand for. */
  readonly content: (chart: Chart, record: PatientRecord<unknown>, space: string) => string;
};

/** By whom a person is known: the record number with who gave it, else the id on the server. */
function personName(patient: Patient): string {
  const [first] = recordNumbers(patient);
  if (first) return JSON.stringify(['number', first.system, first.value]);
  const untyped = untypedNumber(patient);
  return JSON.stringify(untyped ? ['number', null, untyped] : ['id', patient.id ?? '']);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** The same text for the same content, with long rows of numbers as their hash; V8's own format hangs on how it stores a value. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    ArrayBuffer.isView(part) ? createHash('sha256').update(bytesOf(part)).digest('hex') : part,
  );

/** Ids made with a key of at least 32 bytes. */
export function opaqueIds(key: Uint8Array): OpaqueIds {
  const hash = (kind: string, ...parts: readonly string[]): string => {
    const hmac = createHmac('sha256', key).update(kind);
    for (const part of parts) hmac.update('\0').update(part);
    return hmac.digest('hex').slice(0, ID_LENGTH);
  };
  return {
    person: (patient) => hash('person', personName(patient)),
    record: (patient) => hash('record', personName(patient), patient.id ?? ''),
    content: (chart, record, space) => hash('content', space, textOf(record), textOf(chart.all('Binary'))),
  };
}

async function readKey(file: string): Promise<Uint8Array | null> {
  try {
    return Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}

/** The ids of a data folder: its key is made at the first call, and only its owner can read it. */
export async function openOpaqueIds(dataDirectory: string): Promise<OpaqueIds> {
  const file = join(dataDirectory, KEY_FILE);
  const known = await readKey(file);
  if (known && known.length >= KEY_BYTES) return opaqueIds(known);
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const made = randomBytes(KEY_BYTES);
  // Whoever comes second takes the key of whoever came first.
  await writeFile(file, `${made.toString('hex')}\n`, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return opaqueIds((await readKey(file)) ?? made);
}
