import type { Hl7Segment } from '@medplum/core';
import { type MeasuredCode, mdcUnit, measuredBy } from '../bedside-codes.ts';
import type { ValueStatus } from '../event-id.ts';

/** HL7 table 0085. */
const STATUS: Readonly<Record<string, ValueStatus>> = {
  '': 'final',
  F: 'final',
  // "Results entered, not verified": what every monitor sends (IHE PCD TF-2, OBX-11).
  R: 'final',
  A: 'final',
  B: 'final',
  V: 'final',
  P: 'preliminary',
  S: 'preliminary',
  C: 'corrected',
  U: 'corrected',
  D: 'withdrawn',
  W: 'withdrawn',
};
/** No result yet, none asked for, none possible. */
const NO_VALUE = ['I', 'N', 'O', 'X'];

const part = (segment: Hl7Segment, field: number, n: number): string =>
  segment.getComponent(field, n)?.trim() ?? '';

/** What OBX-3 names, by its code or by the alternative beside it; `undefined`: nothing that is read here. */
export const readCode = (segment: Hl7Segment): MeasuredCode | undefined =>
  [1, 4]
    .map((from) => measuredBy(part(segment, 3, from), part(segment, 3, from + 1), part(segment, 3, from + 2)))
    .find((found) => found !== undefined);

/** UCUM as sent, or the UCUM of a unit of 11073. */
export function readUnit(segment: Hl7Segment): string {
  const [code, name] = [part(segment, 6, 1), part(segment, 6, 2)];
  return mdcUnit(code) ?? mdcUnit(name) ?? code.slice(0, 32);
}

/** How certain a result is; `null`: the segment says that there is none to read. */
export function readStatus(segment: Hl7Segment): ValueStatus | null | { readonly reason: string } {
  const letter = segment.getField(11)?.toString() ?? '';
  if (NO_VALUE.includes(letter)) return null;
  return STATUS[letter] ?? { reason: `status “${letter.slice(0, 5)}” is none of HL7 table 0085` };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

/** `null`: no number. A comparator (`>`) is none either: what lies beyond the limit is not known. */
export function readNumber(text: string): number | null {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
