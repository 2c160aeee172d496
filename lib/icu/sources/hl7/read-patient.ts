import type { Hl7Message } from '@medplum/core';
import type { Sex } from '#lib/clinical/sex.ts';
import { patientIdOf } from '../event-id.ts';
import { readDay, readTime } from './hl7-time.ts';

/** Who a message is about, and where they lie as far as it says. */
export type Hl7Patient = {
  readonly patient: string;
  readonly born: number;
  readonly sex: Sex | null;
  readonly ward: string;
  readonly bed: string;
  /** `NaN`: not said. */
  readonly admittedAt: number;
};

const SEXES: Readonly<Record<string, Sex>> = { F: 'female', M: 'male' };
const YEAR_MS = 365.25 * 86_400_000;
const LONGEST_PLACE = 32;

/** The medical record number among the identifiers of PID-3, else the first of them. */
function identifierOf(message: Hl7Message): string {
  const repeats = message.getSegment('PID')?.getField(3)?.components ?? [];
  const record = repeats.find((components) => components[4] === 'MR') ?? repeats[0];
  return record?.[0]?.trim() ?? '';
}

/** A sentence where nobody can be told from it. */
export function readPatient(message: Hl7Message, zone: string): Hl7Patient | { readonly reason: string } {
  const written = identifierOf(message);
  const patient = patientIdOf(written);
  if (patient === null)
    return {
      reason: `PID-3: ${written === '' ? 'no patient' : `“${written.slice(0, 40)}” is no id of letters, digits, - and .`}.`,
    };
  const person = message.getSegment('PID');
  const visit = message.getSegment('PV1');
  return {
    patient,
    born: readDay(person?.getField(7)?.toString() ?? ''),
    sex: SEXES[person?.getField(8)?.toString() ?? ''] ?? null,
    ward: (visit?.getComponent(3, 1) ?? '').slice(0, LONGEST_PLACE),
    bed: (visit?.getComponent(3, 3) ?? '').slice(0, LONGEST_PLACE),
    admittedAt: readTime(visit?.getField(44)?.toString() ?? '', zone),
  };
}

/** Whole years at an instant; `null` where they cannot be. */
export function ageAt({ born }: Hl7Patient, at: number): number | null {
  const years = Math.floor((at - born) / YEAR_MS);
  return years >= 0 && years <= 130 ? years : null;
}
