/** One stored instance, without its bytes. */
export type StoredInstance = {
  readonly instanceUid: string;
  readonly sopClassUid: string;
  readonly number: number | null;
  /** Absent for what is no picture. */
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
};

export type StoredSeries = {
  readonly seriesUid: string;
  /** DICOM modality, e.g. `DX`, `US`. */
  readonly dicomModality: string;
  readonly description: string | null;
  readonly number: number | null;
  readonly instances: readonly StoredInstance[];
};

export type StoredStudy = {
  readonly studyUid: string;
  /** Patient ID (0010,0020). */
  readonly patientId: string;
  /** DICOM person name, `Family^Given`. */
  readonly patientName: string | null;
  /** DICOM date `YYYYMMDD` and time `HHMMSS`. */
  readonly date: string | null;
  readonly time: string | null;
  readonly accessionNumber: string | null;
  readonly description: string | null;
  readonly series: readonly StoredSeries[];
};

export type InstanceAddress = {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
};

/**
 * Images of the embedded hospital. Both functions reject only when the source itself is broken (disk, renderer);
 * what it does not hold is an empty list or `null`.
 */
export type InstanceSource = {
  /** Studies of one patient, one study by its UID, or all: what is asked for must all match. Reads no pixels. */
  readonly findStudies: (query: {
    readonly studyUid?: string;
    readonly patientId?: string;
  }) => Promise<readonly StoredStudy[]>;
  /** The DICOM file (PS3.10) of an instance as a stream. */
  readonly readInstance: (address: InstanceAddress) => Promise<ReadableStream<Uint8Array> | null>;
};
