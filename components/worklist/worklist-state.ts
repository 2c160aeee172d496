// What the worklist holds and does, and what it is given for that.
import type { StoreApi } from 'zustand/vanilla';
import type { Bands } from '#components/risk/risk-text.ts';
import type { Measured } from '#components/scoring/session-store.ts';
import type { Issue } from '#lib/clinical/issue.ts';
import type { ExplainedRow } from '#lib/fusion/explain-row.ts';
import type { Row } from '#lib/fusion/rows.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { Look } from '#lib/worklist/last-look.ts';
import type { PatientGroup } from '#lib/worklist/patient-groups.ts';
import type { PatientGroups, WorklistChunk } from '#lib/worklist/worklist-answers.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import type { Explained } from './explanations.ts';

/** A row whose pictures were read after it was listed. */
export type Renewal = {
  /** The risk before, as it was shown. */
  readonly former: ScreenedRisk;
  /** The reader has looked at the change. */
  readonly seen: boolean;
};

export type WorklistState = {
  /** `listing`: who there is; `reading`: charts of the page in sight; `stopped`: the reader cancelled that. */
  readonly status: 'listing' | 'reading' | 'idle' | 'stopped' | 'failed';
  /** Whose patients can be listed, once it is known. */
  readonly groups: readonly PatientGroup[];
  /** Id of the group that the list shows. */
  readonly group: string | null;
  /** By patient id; a patient without an entry is listed and the chart has not been read (yet). */
  readonly rows: ReadonlyMap<string, WorklistRow>;
  /** By patient id; a patient without an entry has no score (yet). */
  readonly risks: ReadonlyMap<string, ScreenedRisk>;
  /** By patient id: why they have their risk. */
  readonly explained: Explained;
  /** By patient id: what an earlier visit showed. */
  readonly looks: ReadonlyMap<string, Look>;
  /** By patient id: what pictures that were read meanwhile changed. */
  readonly renewals: ReadonlyMap<string, Renewal>;
  /** Limits of the model's bands, once it is loaded. */
  readonly bands: Bands | null;
  /** Patients whose charts are to be read now, in the order of the screen, those among them that have been read included. */
  readonly wanted: readonly string[];
  /** When the list was read, ms; `null`: it has not been. */
  readonly listedAt: number | null;
  /** The server has more patients than the list. */
  readonly truncated: boolean;
  /** Patients whose charts could not be had. */
  readonly issues: readonly Issue[];
  /** Time spent in the model so far. */
  readonly scoringMs: number;
  /** Why the list is incomplete. */
  readonly reason: string | null;
  /** Why no risk could be computed although the charts were read. */
  readonly modelFailure: string | null;
};

/** The model, ready to compute. */
export type WorklistModel = {
  readonly bands: Bands;
  /** Risks in the order of the rows. */
  readonly screen: (rows: readonly Row[]) => Promise<readonly ScreenedRisk[]>;
  /** `notRead`: sources that are on the chart and not in the row. */
  readonly explain: (row: Row, notRead: readonly string[]) => Promise<ExplainedRow>;
};

export type WorklistSources = {
  readonly list: () => Promise<PatientGroups>;
  readonly readRows: (ids: readonly string[]) => Promise<WorklistChunk>;
  /** Ready to compute at once, so that loading is not taken for computing. */
  readonly loadModel: () => Promise<WorklistModel>;
  /** Keeps risks that the list shows, and answers with those that an earlier visit showed. */
  readonly lookAgain: (risks: ReadonlyMap<string, number>) => Promise<ReadonlyMap<string, Look>>;
  readonly onMeasured: (latest: Measured) => void;
};

export type Worklist = {
  readonly store: StoreApi<WorklistState>;
  /** Goes on with what was read before, unless that was too long ago; never rejects. */
  readonly open: () => Promise<void>;
  /** Lists who there is, and reads anew what was wanted last; never rejects. */
  readonly run: () => Promise<void>;
  /** Lists another group from its beginning. */
  readonly choose: (group: string) => void;
  /** Reads, scores and explains these patients, in this order, unless it was done; the latest wish counts. Never rejects. */
  readonly show: (ids: readonly string[]) => Promise<void>;
  /** Puts a row of which more was read in the place of `former`, with its risk and reasons, and marks the change. Rejects when the model fails. */
  readonly renew: (former: WorklistRow, row: WorklistRow) => Promise<void>;
  /** The reader has seen the changes of these patients; without ids, of all. */
  readonly see: (ids?: readonly string[]) => void;
  readonly cancel: () => void;
};

/** Before anybody is listed. */
export const EMPTY: WorklistState = {
  status: 'listing',
  groups: [],
  group: null,
  rows: new Map(),
  risks: new Map(),
  explained: new Map(),
  looks: new Map(),
  renewals: new Map(),
  bands: null,
  wanted: [],
  listedAt: null,
  truncated: false,
  issues: [],
  scoringMs: 0,
  reason: null,
  modelFailure: null,
};
