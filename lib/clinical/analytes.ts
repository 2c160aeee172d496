import type { AnalyteEntry } from './analyte.ts';
import { laboratory } from './laboratory.ts';
import { vitalSigns } from './vital-signs.ts';

export type LaboratoryId = (typeof laboratory)[number]['id'];
export type VitalSignId = (typeof vitalSigns)[number]['id'];
export type AnalyteId = LaboratoryId | VitalSignId;

/** An entry of the tables; what it names as its alternative is one too. */
export type Analyte = AnalyteEntry<AnalyteId>;

/** Every measured quantity of the contract, in the order in which screens and features list them. */
export const analytes: readonly Analyte[] = [...laboratory, ...vitalSigns];

export const analyteById = Object.fromEntries(analytes.map((analyte) => [analyte.id, analyte])) as Readonly<
  Record<AnalyteId, Analyte>
>;
