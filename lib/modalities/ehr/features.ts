import { analytes } from '#lib/clinical/analytes.ts';
import { analyteFeatures } from './analyte-features.ts';
import { flagFeatures } from './flag-features.ts';
import { patientFeatures } from './patient-features.ts';
import { stayFeatures } from './stay-features.ts';

/** The record's modality without its parser, so that a page which already has the slice loads no unit tables. */
export const ehrDescription = {
  id: 'ehr',
  label: 'Health record',
  features: [...analytes.flatMap(analyteFeatures), ...patientFeatures, ...stayFeatures, ...flagFeatures],
} as const;
