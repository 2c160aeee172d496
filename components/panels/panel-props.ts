// What every panel of the patient page is given, whatever its modality.
import type { Archive } from '#components/imaging/study-images.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { Admission, PatientHeader } from '#lib/contract/patient-record.ts';
import type { PicturedInstance } from '#lib/intake/match-images.ts';
import type { LoadGenome } from '#lib/modalities/genomics/genome-outcome.ts';
import type { LoadSlice } from '#lib/modalities/slice-outcome.ts';

/** What a panel may ask for beyond the record. */
export type PanelPorts = {
  /** Fetches a modality that the record came without; `null`: there is no server that has it. */
  readonly loadSlice: LoadSlice | null;
  /** Fetches the genotype file of the chart for a comparison; `null`: there is no server that has it. */
  readonly loadGenome: LoadGenome | null;
  /** Where the pictures of the chart's studies are. */
  readonly archive: Archive;
  /** Pictures that were chosen with an uploaded chart, and are this patient's. */
  readonly pictures: readonly PicturedInstance[];
};

/** A page about the reader's own files: nobody is asked for more. */
export const NO_PORTS: PanelPorts = {
  loadSlice: null,
  loadGenome: null,
  archive: 'files',
  pictures: [],
};

export type PanelProps<Slice> = {
  readonly patient: PatientHeader;
  readonly admission: Admission | null;
  /** `undefined`: the record holds nothing of this modality, or nothing yet. */
  readonly slice: Slice | undefined;
  /** It is on the chart, and `ports.loadSlice` fetches it. */
  readonly deferred: boolean;
  /** Time of prediction, from which ages are counted. */
  readonly at: Moment | null;
  /** What `at` is called: `discharge` or `latest entry`. */
  readonly atName: string;
  readonly ports: PanelPorts;
  /** What the modality left out or assumed. */
  readonly issues: readonly Issue[];
};
