/** One DICOM file to look at, wherever it comes from: an upload, a PACS, the simulated hospital. */
export type OpenImage = {
  /** Tells it from every other picture on the page; never a name or a number of a patient. */
  readonly key: string;
  /** Names the file itself: the same wherever this file is shown, and of no other file. */
  readonly file: string;
  /**
   * The whole Part-10 file. Called when the picture is asked for, perhaps again after it was let go; the signal stops it.
   * Rejects with `RefusedError`, or with what the platform throws for a file that cannot be read.
   */
  readonly bytes: (signal?: AbortSignal) => Promise<ArrayBuffer>;
  /** What stands above the picture, e.g. `Chest PA` or the name of a file. */
  readonly title: string;
  /** Why it cannot be told whose or which picture this is: nothing may be measured in it. */
  readonly disputed?: string;
};
