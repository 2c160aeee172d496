import type { Hl7Segment } from '@medplum/core';
import { LOINC } from '#lib/clinical/code-set.ts';
import { loincSign, mdcSign, mdcUnit, mdcWave, type SignCode, type WaveCode } from '../bedside-codes.ts';

/** How certain a result is: HL7 table 0085. `null`: the segment says that there is no value to read. */
export type ResultStatus = 'preliminary' | 'final' | 'corrected' | 'withdrawn';

const STATUS: Readonly<Record<string, ResultStatus>> = {
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

export type ResultCode =
  | ({ readonly kind: 'sign'; readonly code: string } & SignCode)
  | ({ readonly kind: 'wave'; readonly code: string } & WaveCode)
  | { readonly kind: 'laboratory'; readonly code: string };

const isLoinc = (system: string): boolean => system === 'LN' || system === LOINC;

function codeIn(code: string, name: string, system: string): ResultCode | undefined {
  if (isLoinc(system)) {
    const sign = loincSign(code);
    return sign ? { kind: 'sign', code, ...sign } : { kind: 'laboratory', code };
  }
  if (system !== 'MDC' && !name.startsWith('MDC_')) return undefined;
  const sign = mdcSign(code) ?? mdcSign(name);
  if (sign) return { kind: 'sign', code, ...sign };
  const wave = mdcWave(code) ?? mdcWave(name);
  return wave && { kind: 'wave', code, ...wave };
}

const part = (segment: Hl7Segment, field: number, n: number): string =>
  segment.getComponent(field, n)?.trim() ?? '';

/** What OBX-3 names, by its code or by the alternative beside it; `undefined`: nothing that is read here. */
export const readCode = (segment: Hl7Segment): ResultCode | undefined =>
  [1, 4]
    .map((from) => codeIn(part(segment, 3, from), part(segment, 3, from + 1), part(segment, 3, from + 2)))
    .find((found) => found !== undefined);

/** UCUM as sent, or the UCUM of a unit of 11073. */
export function readUnit(segment: Hl7Segment): string {
  const [code, name] = [part(segment, 6, 1), part(segment, 6, 2)];
  return mdcUnit(code) ?? mdcUnit(name) ?? code.slice(0, 32);
}

export function readStatus(segment: Hl7Segment): ResultStatus | null | { readonly reason: string } {
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
