import { type Analyte, analytes } from '#lib/clinical/analytes.ts';
import { laboratoryValues } from './laboratory-values.ts';
import { vitalValues } from './vital-values.ts';

/** The analytes whose physiology is simulated; any other one of the contract stays absent from simulated charts. */
export type SimulatedAnalyte = keyof typeof laboratoryValues | keyof typeof vitalValues;

const isSimulated = (id: Analyte['id']): id is SimulatedAnalyte =>
  id in laboratoryValues || id in vitalValues;

/** In contract order. */
export const simulatedAnalytes: readonly SimulatedAnalyte[] = analytes
  .map(({ id }) => id)
  .filter(isSimulated);
