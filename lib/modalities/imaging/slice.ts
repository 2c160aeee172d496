import type { Moment } from '#lib/clinical/moment.ts';
import type { MeasurementKind } from '#lib/dicom/reporting/measurement-report.ts';

/** One picture or clip, by its DICOM UIDs. */
export type ImagedInstance = {
  /** SOP Instance UID. */
  readonly uid: string;
  /** SOP Class UID; `null` when the chart does not say. */
  readonly sopClass: string | null;
  readonly title: string | null;
};

export type ImagedSeries = {
  /** Series Instance UID. */
  readonly uid: string;
  /** Modality (0008,0060), e.g. `DX`, `US`. */
  readonly dicomModality: string;
  readonly description: string | null;
  readonly instances: readonly ImagedInstance[];
};

export type ImagedStudy = {
  readonly reference: string;
  /** Study Instance UID. */
  readonly uid: string;
  /** `null`: no date that can be believed; it is shown last. */
  readonly started: Moment | null;
  readonly description: string | null;
  /** Modality codes of the series, each once. */
  readonly dicomModalities: readonly string[];
  readonly series: readonly ImagedSeries[];
  /**
   * Where the chart says the pictures are. They are only ever asked for at this app's own DICOMweb address, which reaches
   * the hospital's PACS: an address in a chart is not followed.
   */
  readonly kept: 'here' | 'elsewhere' | 'not-stated';
};

/** A number that somebody read from a picture. */
export type ImagingMeasurement = {
  readonly reference: string;
  readonly kind: MeasurementKind;
  readonly name: string;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
  readonly method: string | null;
  readonly time: Moment | null;
  /** Reference to the ImagingStudy that it was read from, as sent. */
  readonly study: string | null;
};

/** What the record holds of images: where they are and what was measured in them. Newest first. */
export type ImagingSlice = {
  readonly studies: readonly ImagedStudy[];
  readonly measurements: readonly ImagingMeasurement[];
};
