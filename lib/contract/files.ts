import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';

/**
 * What lies beside a patient's chart and is fetched when a question needs it. One object serves one patient alone: no other
 * patient's file can come out of it. Each call rejects with the signal's reason when aborted, and with an error whose
 * message is fit for the screen when the place does not answer.
 */
export type Files = {
  /** Whose files these are: the FHIR logical id. */
  readonly patientId: string;
  /** The number that the patient's pictures should bear; `null`: the chart has none, and nothing can be held against it. */
  readonly recordNumber: string | null;
  /** A FHIR `Binary` resource by its relative reference; `null`: there is none. */
  readonly binary: (reference: string, signal?: AbortSignal) => Promise<unknown>;
  /** A DICOM object (PS3.10 file); `null`: the archive has none. */
  readonly instance: (uids: InstanceUids, signal?: AbortSignal) => Promise<Blob | null>;
  /**
   * Searches an archive below a study by its UID: `series`, or `series/{uid}/instances` (PS3.18 section 10.6), answered in the
   * DICOM JSON model. `null`: there is no archive to ask.
   */
  readonly searchStudy: ((study: string, path: string, signal?: AbortSignal) => Promise<unknown>) | null;
  /** One of the product's own reference files, by its path under `public/`, e.g. `/models/…`. */
  readonly asset: (path: string, signal?: AbortSignal) => Promise<Blob>;
};

/** Study, Series and SOP Instance UID. */
export type InstanceUids = { readonly study: string; readonly series: string; readonly instance: string };

const none = async () => null;

/** The files of a patient for whom nothing lies beside the chart but what is given. */
export const filesOf = (patientId: string, given: Partial<Omit<Files, 'patientId'>>): Files => ({
  patientId,
  recordNumber: null,
  binary: none,
  instance: none,
  searchStudy: null,
  asset: (path) => Promise.reject(new UnreadableSource(`${path} is not at hand here.`)),
  ...given,
});
