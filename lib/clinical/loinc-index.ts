import type { AnalyteCode } from './analyte.ts';
import { type Analyte, analytes } from './analytes.ts';
import { canonicalSystem, LOINC } from './code-set.ts';

type AnalyteByCode = { readonly analyte: Analyte; readonly code: AnalyteCode };

const byLoinc = new Map<string, AnalyteByCode>(
  analytes.flatMap((analyte) => analyte.codes.map((code) => [code.loinc, { analyte, code }] as const)),
);

/** The analyte that a code names; `undefined` for any other system or code. */
export const analyteOf = (system: string, code: string): AnalyteByCode | undefined =>
  canonicalSystem(system) === LOINC ? byLoinc.get(code) : undefined;

/** Whether the code is an analyte's. */
export const isLoincRead = (system: string, code: string): boolean => analyteOf(system, code) !== undefined;
