import type { AnalyteCode } from '#lib/clinical/analyte.ts';
import type { Analyte } from '#lib/clinical/analytes.ts';
import { analyteOf } from '#lib/clinical/loinc-index.ts';
import { asObjects, element } from '#lib/fhir/elements.ts';
import { codesOf } from './codes.ts';

/** An Observation or component whose code is an analyte's. */
export type CodedPart = {
  readonly part: unknown;
  readonly analyte: Analyte;
  /** At least one; more where the sender gives several codes of the analyte. */
  readonly codes: readonly AnalyteCode[];
  /** The same code names another analyte too (sodium and potassium): then it names neither. */
  readonly ambiguous: boolean;
};

function codedPart(part: unknown): CodedPart[] {
  const known = codesOf(element(part, 'code')).flatMap(({ system, code }) => analyteOf(system, code) ?? []);
  const named = Map.groupBy(known, ({ analyte }) => analyte);
  return Array.from(named, ([analyte, found]) => ({
    part,
    analyte,
    codes: found.map(({ code }) => code),
    ambiguous: named.size > 1,
  }));
}

/** The Observation itself and its components (a blood pressure has two), as far as the contract knows them. */
export const codedParts = (observation: unknown): CodedPart[] =>
  [observation, ...asObjects(element(observation, 'component'))].flatMap(codedPart);
