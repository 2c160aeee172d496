import type { SpacingBasis } from '#lib/dicom/scale.ts';

/** What a length is of, written behind it; empty where it is simply a length in the patient. */
export const BASIS_NOTES: Readonly<Record<SpacingBasis, string>> = {
  patient: '',
  ultrasound: '',
  detector: 'at the detector',
  magnification: 'with an estimated magnification',
  unstated: 'at the detector or in the patient, the file does not say which',
  film: 'on the film that was scanned',
};

/** Where a scale comes from. */
export const BASIS_SOURCES: Readonly<Record<SpacingBasis, string>> = {
  patient: 'pixel spacing of the file',
  ultrasound: 'scale of the ultrasound region',
  detector: 'pixel spacing at the detector',
  magnification: 'pixel spacing at the detector over an estimated magnification',
  unstated: 'pixel spacing of the file, at the detector or in the patient',
  film: 'pixel spacing of the film that was scanned',
};
