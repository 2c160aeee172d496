import type { Analyte } from './analyte.ts';
import { laboratory } from './laboratory.ts';
import { vitalSigns } from './vital-signs.ts';

/** Every analyte of the contract, in contract order. */
export const analytes: readonly Analyte[] = [...laboratory, ...vitalSigns];
