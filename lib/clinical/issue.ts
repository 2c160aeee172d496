/**
 * What is wrong with a piece of *data*, as a value: parsing never throws for it and the clinician reads it.
 * A broken *system* (network, disk, runtime) throws a tagged error instead.
 */
export type Issue = {
  readonly code: IssueCode;
  readonly severity: 'error' | 'warning' | 'information';
  /** One plain sentence that says what was left out or assumed, and why. No names, no birth dates. */
  readonly message: string;
  /** FHIR path or reference of the element, e.g. `Observation/123.valueQuantity.unit`. */
  readonly path?: string;
  /** Name of the file it came from, when it came from a file. */
  readonly file?: string;
};

export type IssueCode =
  | 'file-unreadable'
  | 'program-fault'
  | 'file-too-large'
  | 'not-fhir'
  | 'not-dicom'
  | 'archive'
  | 'identity-conflict'
  | 'not-deidentified'
  | 'wrong-version'
  | 'wrong-resource-type'
  | 'too-deep'
  | 'duplicate-id'
  | 'dangling-reference'
  | 'structure'
  | 'no-patient'
  | 'unit-missing'
  | 'unit-unknown'
  | 'comparator'
  | 'value-missing'
  | 'contradiction'
  | 'modifier'
  | 'implausible'
  | 'date-imprecise'
  | 'date-invalid'
  | 'date-future'
  | 'date-ambiguous'
  | 'number-ambiguous'
  | 'file-kind'
  | 'status-excluded'
  | 'not-eligible'
  | 'too-little-data'
  | 'genome-build'
  | 'genotype-file'
  | 'scoring-file'
  | 'site-map'
  | 'assumption';
