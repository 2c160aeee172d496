import type { Disposition } from '#lib/clinical/discharge-dispositions.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { UnreadCode } from './unread-code.ts';

/** A medical record number with who gave it: the organisation's name, else the naming system, else nobody says. */
export type RecordNumber = {
  readonly value: string;
  readonly system: string | null;
  readonly assigner: string | null;
};

/** Who the chart is about, as the header of the page shows it. */
export type PatientHeader = {
  readonly id: string;
  /** The name in use, without titles. */
  readonly name: string;
  /** Titles such as `Dr.`; absent without any. */
  readonly prefix?: string;
  /** The same name in other scripts. */
  readonly writtenAlso?: readonly string[];
  /** FHIR `date` as recorded (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`); `null` when absent or unreadable. */
  readonly birthDate: string | null;
  /** FHIR administrative gender when it is female or male; otherwise `null`, and no score depends on a guess. */
  readonly sex: Sex | null;
  /** The record number to show first; `null`: the chart has none, whatever other numbers stand in it. */
  readonly mrn: string | null;
  /** All record numbers in force, `mrn` first; absent where there is at most one that nobody's name stands beside. */
  readonly recordNumbers?: readonly RecordNumber[];
  /** Without a record number: one that does not say what kind it is. */
  readonly untypedNumber?: string;
  readonly deceased: boolean;
  /** When the patient died, as far as the chart tells. */
  readonly died?: Moment | null;
  /** The resource carries the HL7 test-data tag `HTEST`: the screen says "simulated". */
  readonly simulated: boolean;
};

/** A hospital stay. */
export type Admission = {
  readonly reference: string;
  readonly start: Moment;
  /** `null`: the patient is still in hospital, or `endUnknown` tells why nobody knows. */
  readonly end: Moment | null;
  /** The end of the sentence "When it ended is not known, because …"; `null`: it ended at `end`, or goes on. */
  readonly endUnknown: string | null;
  /** How it ended; `null`: it has not, or nothing tells. */
  readonly disposition: Disposition | null;
  readonly reason: string | null;
};

/** The hospital's own mapping of codes and units, as far as a chart was read with it. */
export type SiteMapUse = {
  readonly name: string;
  /** Lower-case hexadecimal SHA-256 of the mapping file. */
  readonly sha256: string;
  /** Relative FHIR reference → what the mapping said of that resource, e.g. `Creatinine` or `unit MGDL`. */
  readonly used: Readonly<Record<string, readonly string[]>>;
};

/**
 * What is known of one patient, with its times: one serialisable crossing. At which time a question is asked belongs to the
 * question (`Landmark`). `Slices` maps modality id → its typed slice; a modality without data is absent.
 */
export type PatientRecord<Slices> = {
  readonly patient: PatientHeader;
  /** The latest stay with readable dates. */
  readonly admission: Admission | null;
  /** Latest dated entry of the whole chart. */
  readonly latest: Moment | null;
  readonly slices: Partial<Slices>;
  /** Modalities that are on the chart and were not read into this record. */
  readonly deferred?: readonly string[];
  readonly issues: readonly Issue[];
  /** Those of `issues` that one modality found, by its id. */
  readonly issuesOf?: { readonly [Id in keyof Slices]?: readonly Issue[] };
  /** Most frequent first. Absent where a list of patients alone is read. */
  readonly unread?: readonly UnreadCode[];
  /** Absent: no mapping was in use. */
  readonly siteMap?: SiteMapUse;
};
