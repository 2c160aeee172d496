import type { Issue } from '#lib/clinical/issue.ts';
import type { RecordNumber } from '#lib/contract/patient-record.ts';
import { asObjects, asText, codings, element } from '#lib/fhir/elements.ts';
import { isCivilSystem } from './civil-numbers.ts';
import { startOf, validityOf, writtenAt } from './validity.ts';

/** HL7 v2 table 0203, by the names it has had. */
const TYPE_SYSTEMS: ReadonlySet<string | undefined> = new Set([
  undefined,
  'http://terminology.hl7.org/CodeSystem/v2-0203',
  'http://hl7.org/fhir/v2/0203',
  'http://hl7.org/fhir/identifier-type',
  'urn:oid:2.16.840.1.113883.18.108',
]);
/** A medical record number, a temporary one, and the number that is a person's own in one organisation. */
const TYPES: readonly string[] = ['MR', 'MRT', 'PI'];
const TYPE_TEXT = /^(mrn?|(medical|health) record (number|no\.?)|hospital (number|no\.?))$/i;
/** Identifier.use of FHIR R4, the one recommended for display first. */
const USES: readonly string[] = ['usual', 'official', '', 'secondary', 'temp'];

type Kind = 'MR' | 'MRT' | 'PI' | 'other' | 'untyped';

type SentNumber = RecordNumber & {
  readonly kind: Kind;
  readonly civil: boolean;
  readonly valid: boolean;
  readonly rank: readonly [use: number, start: number];
};

function kindOf(type: unknown): Kind {
  const known = codings(type).filter(({ system }) => TYPE_SYSTEMS.has(system));
  for (const kind of ['MR', 'MRT', 'PI'] as const) if (known.some(({ code }) => code === kind)) return kind;
  if (codings(type).length > 0) return 'other';
  const text = asText(element(type, 'text'));
  if (text === undefined) return 'untyped';
  return TYPE_TEXT.test(text) ? 'MR' : 'other';
}

function readNumbers(patient: unknown): readonly SentNumber[] {
  const written = writtenAt(patient);
  const numbers = asObjects(element(patient, 'identifier')).flatMap((one): SentNumber[] => {
    const value = asText(element(one, 'value'));
    if (value === undefined) return [];
    const use = asText(element(one, 'use')) ?? '';
    const system = asText(element(one, 'system')) ?? null;
    return [
      {
        value,
        system,
        assigner: asText(element(element(one, 'assigner'), 'display')) ?? null,
        kind: kindOf(element(one, 'type')),
        civil: isCivilSystem(system),
        valid: use !== 'old' && validityOf(one, written) !== 'over',
        rank: [USES.indexOf(USES.includes(use) ? use : ''), -(startOf(one)?.ms ?? -8.64e15)],
      },
    ];
  });
  return numbers.toSorted((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
}

const isRecordNumber = ({ kind, civil }: SentNumber): boolean => TYPES.includes(kind) && !civil;

/** Record numbers in force, the one to show first at the head; of the best kind alone. */
function recordNumbersOf(sent: readonly SentNumber[]): readonly SentNumber[] {
  const valid = sent.filter((one) => one.valid && isRecordNumber(one));
  const best = TYPES.find((type) => valid.some(({ kind }) => kind === type));
  const named = new Map(
    valid.filter(({ kind }) => kind === best).map((one) => [`${one.system}|${one.value}`, one]),
  );
  return [...named.values()].toSorted((a, b) => valid.indexOf(a) - valid.indexOf(b));
}

/**
 * The medical record numbers of a Patient that are in force, the one to show first. A social security, passport, insurance
 * or any other number is none, whatever stands first.
 */
export const recordNumbers = (patient: unknown): readonly RecordNumber[] =>
  recordNumbersOf(readNumbers(patient)).map(({ value, system, assigner }) => ({ value, system, assigner }));

const UUID = /^(urn:uuid:)?[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const SOCIAL_SECURITY = /^\d{3}-\d{2}-\d{4}$/;

/** A number that does not say what it is, nor looks like a civil one; `null`: none. */
export function untypedNumber(patient: unknown): string | null {
  const found = readNumbers(patient).find(
    ({ kind, civil, valid, value }) =>
      kind === 'untyped' && !civil && valid && !UUID.test(value) && !SOCIAL_SECURITY.test(value),
  );
  return found?.value ?? null;
}

const notice = (code: Issue['code'], severity: Issue['severity'], message: string): Issue => ({
  code,
  severity,
  path: 'Patient.identifier',
  message,
});

/** What is doubtful about the numbers that are shown, or not. */
export function numberIssues(patient: unknown): readonly Issue[] {
  const sent = readNumbers(patient);
  const [first, ...others] = recordNumbersOf(sent);
  const isRival = (one: SentNumber) => one.system === first?.system && one.rank[0] === first.rank[0];
  return [
    others.some(isRival) &&
      notice(
        'identity-conflict',
        'warning',
        'Several record numbers of one issuer are in force, and nothing tells which is used; all are shown.',
      ),
    first === undefined &&
      sent.some((one) => !one.valid && isRecordNumber(one)) &&
      notice(
        'status-excluded',
        'information',
        'The record number on the chart is no longer in force and is not shown.',
      ),
    sent.some(({ kind, civil }) => civil && TYPES.includes(kind)) &&
      notice(
        'identity-conflict',
        'warning',
        'A number calls itself a record number and belongs to a register outside the hospital; it is not shown as one.',
      ),
  ].filter((issue) => issue !== false);
}
