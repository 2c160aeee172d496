/** A kind of file that nothing here reads. */
export type KnownKind = {
  /** Ends the sentence “This is …”. */
  readonly what: string;
  /** What to do for it to be read, as a clause that follows a semicolon. */
  readonly instead: string;
  /** Nothing in the bytes speaks for it but that they are text: the file's name may know better. */
  readonly guessed?: true;
};

/** What can be chosen in place of a kind that is not read. */
export const INSTEAD = {
  chart: 'choose the chart as FHIR (JSON) instead',
  picture: 'choose the picture as DICOM instead, as the scanner or the picture archive exports it',
  film: 'choose the clip as DICOM instead, as the ultrasound machine or the picture archive exports it',
  volume: 'choose the series as DICOM instead, as the scanner or the picture archive exports it',
  variants: 'choose the variants called from them as VCF instead',
  recording: 'convert it to a WFDB record or save its readings as CSV to open it here',
  table: 'save its table as CSV to open it here',
  zip: 'unpack it, or pack its files as zip to open them here',
  again: 'fetch or export it again from where it came',
  dataFile: 'read are FHIR as JSON, DICOM, VCF, files of wearables, WFDB records and zip archives of these',
} as const;

/** The sentence for the user; the name of the file stands beside it. */
export const messageOf = ({ what, instead }: KnownKind): string => `This is ${what}; ${instead}.`;
