import type { Moment } from '#lib/clinical/moment.ts';
import type { Evidence } from '#lib/contract/feature.ts';
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
  /** Measured a moment ago on this screen: it counts before what reports say of the same picture or an older one. */
  readonly live?: true;
};

/** An ejection fraction of a report, in %; one that is no number is kept, since it hides older ones. */
export type ReportedFraction = {
  readonly reference: string;
  readonly time: Moment;
  /** When it was released, if later than measured. */
  readonly released?: Moment;
  /** As the chart words it. */
  readonly recorded: string;
} & ({ readonly value: number } | { readonly value: null; readonly reason: string });

/** What a network read from a picture, or its header states: the same quantity as a measurement of that id. */
export type PictureFinding = {
  readonly id: string;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
  /** Standard deviation of the network's error; `null`: it states none. */
  readonly spread: number | null;
  /** Of the picture. */
  readonly time: Moment;
  /** Of its study. */
  readonly reference: string;
  /** SOP Instance UID. */
  readonly instance: string;
  /** Who says so: `network echo-findings 1`, or the header of the picture. */
  readonly network: string;
};

/** A picture that a network did not read, and the findings that are missing for it. */
export type UnreadPicture = {
  readonly findings: readonly string[];
  /** A sentence. */
  readonly detail: string;
  /** `null`: there was no picture. */
  readonly last: Evidence | null;
};

/** What the record holds of images: where they are and what was measured in them. Newest first. */
export type ImagingSlice = {
  readonly studies: readonly ImagedStudy[];
  readonly measurements: readonly ImagingMeasurement[];
  /** Left ventricular ejection fractions of reports and measurements, oldest first, whatever they were measured with. */
  readonly ejectionFractions: readonly ReportedFraction[];
  /** What networks read from the pictures; absent: they were not asked. */
  readonly findings?: readonly PictureFinding[];
  readonly unreadPictures?: readonly UnreadPicture[];
};
