import type { Moment } from '#lib/clinical/moment.ts';

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
  /** DICOM modality code, e.g. `DX`, `US`. */
  readonly modality: string;
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
  readonly modalities: readonly string[];
  readonly series: readonly ImagedSeries[];
  /**
   * Where the chart says the pictures are. They are only ever asked for at this app's own DICOMweb address, which reaches
   * the hospital's PACS: an address in a chart is not followed.
   */
  readonly kept: 'here' | 'elsewhere' | 'not-stated';
};

/** What the record holds of images: where they are, not what they show. Newest study first. */
export type ImagingSlice = { readonly studies: readonly ImagedStudy[] };
