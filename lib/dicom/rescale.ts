import type { Notes } from './notes.ts';
import { decimalsInPlace, itemOf, stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** Modality value = stored · `slope` + `intercept`, in `unit` (PS3.3 C.11.1, C.7.6.16.2.9). */
export type Rescale = {
  readonly slope: number;
  readonly intercept: number;
  /** As it is written behind a number; empty where the file states none. */
  readonly unit: string;
};

const NONE: Rescale = { slope: 1, intercept: 0, unit: '' };

/**
 * The rescaling of one frame. One that makes no sense is not used, and then the values have no unit.
 *
 * @param transform where the frame's rescaling stands
 * @param tabled the values come from a table instead; a file must not have both
 */
export function readRescale(set: DataSet, transform: DataSet, tabled: boolean, notes: Notes): Rescale {
  const isStated = transform.has(TAGS.RescaleSlope) || transform.has(TAGS.RescaleIntercept);
  if (tabled) return ofTable(set, isStated, notes);
  if (!isStated) return ofDose(set);
  const slope = numberOr(transform, TAGS.RescaleSlope, 1);
  const intercept = numberOr(transform, TAGS.RescaleIntercept, 0);
  if (slope !== null && intercept !== null && slope !== 0)
    return { slope, intercept, unit: statedUnit(set, transform) };
  notes.add(
    'RescaleSlope',
    `The rescaling of the file is not used, because its ${slope === 0 ? 'slope is 0' : 'numbers are unreadable'}. Values are those stored and have no unit.`,
  );
  return NONE;
}

function ofTable(set: DataSet, isStated: boolean, notes: Notes): Rescale {
  if (isStated)
    notes.add(
      'ModalityLUTSequence',
      'The file has a table for its values and a slope as well: the table is used.',
    );
  const item = itemOf(set, TAGS.ModalityLUTSequence);
  return { ...NONE, unit: item ? unitOf(stringOf(item, TAGS.ModalityLUTType)) : '' };
}

/** Radiotherapy doses are scaled by an attribute of their own (PS3.3 C.8.8.3). */
function ofDose(set: DataSet): Rescale {
  const slope = numberOr(set, TAGS.DoseGridScaling, 0);
  if (!slope) return NONE;
  const unit = stringOf(set, TAGS.DoseUnits);
  return { slope, intercept: 0, unit: unit === 'GY' ? 'Gy' : unit.toLowerCase() };
}

/** The number, `absent` when there is no value, `null` when it is unreadable. */
function numberOr(set: DataSet, tag: number, absent: number): number | null {
  if (stringOf(set, tag) === '') return absent;
  return decimalsInPlace(set, tag)[0] ?? null;
}

/** Rescale Type, and where it may be absent: CT has Hounsfield units then (PS3.3 C.8.2.1), PET its own attribute (C.8.9.1). */
function statedUnit(set: DataSet, transform: DataSet): string {
  const type = stringOf(transform, TAGS.RescaleType);
  if (type !== '') return unitOf(type);
  const dicomModality = stringOf(set, TAGS.Modality);
  if (dicomModality === 'CT') return 'HU';
  return dicomModality === 'PT' ? unitOf(stringOf(set, TAGS.Units)) : '';
}

/** Defined terms of Rescale Type (PS3.3 C.11.1.1.2) and of PET Units (C.8.9.1.1.3) that are no unit as they stand. */
const UNITS: Readonly<Record<string, string>> = {
  US: '',
  BQML: 'Bq/mL',
  CNTS: 'counts',
  NONE: '',
  CM2: 'cm²',
  PCNT: '%',
  CPS: 'counts/s',
  MGMINML: 'mg/min/mL',
  UMOLMINML: 'µmol/min/mL',
  MLMING: 'mL/min/g',
  MLG: 'mL/g',
  '1CM': '1/cm',
  UMOLML: 'µmol/mL',
  PROPCNTS: 'proportional to counts',
  PROPCPS: 'proportional to counts/s',
  MLMINML: 'mL/min/mL',
  MLML: 'mL/mL',
  GML: 'g/mL',
  STDDEV: 'standard deviations',
  MGML: 'mg/mL',
};

const unitOf = (type: string): string => UNITS[type] ?? type.slice(0, 16);
