// What drift is looked for in: a patient's values over the same stretch of the stay, whoever the patient.

/** One patient's part in a window; a patient is in one window only. */
export type PatientSample = {
  readonly patient: string;
  /** Measured values by feature; what was not measured is absent, never a number. */
  readonly values: Readonly<Record<string, readonly number[]>>;
  /** By feature, the share of the hours in which it was *not* measured, 0 … 1. */
  readonly missing: Readonly<Record<string, number>>;
  /** Latent of the patient by modality, all of one length and one model. */
  readonly embeddings: Readonly<Record<string, Float64Array>>;
};

/** Something that is watched, and to which modality it belongs. */
export type WatchedFeature = {
  readonly id: string;
  readonly label: string;
  /** UCUM. */
  readonly unit: string;
  readonly modality: string;
};
