import type { StatedValue } from '#lib/contract/modality.ts';
import { stringOf } from '#lib/dicom/part10/attribute-values.ts';
import type { Picture } from '#lib/dicom/picture.ts';
import { TAGS } from '#lib/dicom/tags.ts';

/** A heart rate in whole beats a minute, as machines write it: DICOM HeartRate (0018,1088). */
export const heartRateStated = (value: number): StatedValue => ({ id: 'heart-rate', unit: '/min', value });

/** What a picture's header says of the patient; what is no number is left out. */
export function statedIn({ file }: Picture): readonly StatedValue[] {
  const heartRate = Number(stringOf(file.set, TAGS.HeartRate).trim() || Number.NaN);
  return Number.isFinite(heartRate) ? [heartRateStated(heartRate)] : [];
}
