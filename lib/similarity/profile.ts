// What the search knows of a patient: numbers of each view, and nothing that names anybody.

/** Id of the feature that a neighbour is never shown with: of others a band of ten years is told. */
export const EXACT_AGE = 'age';

/** One view of a patient. */
export type View = {
  /** Coordinates in which distances are measured, of the space's map: axes. */
  readonly place: Float32Array;
  /** Measured values and findings that stand behind it, by feature or finding id, in their canonical units. */
  readonly values: Readonly<Record<string, number>>;
};

/** A patient as the search knows one. */
export type Profile = {
  /** Id, version and hash of the space and of each network that it was made with; profiles of another are refused. */
  readonly space: string;
  /** By view id; absent: the patient has nothing of it, or it could not be read. */
  readonly views: Readonly<Record<string, View>>;
  /** Why a view is absent. */
  readonly gaps: readonly { readonly view: string; readonly detail: string }[];
};

/** How long after the discharge somebody was watched, and what ended it. */
export type FollowUp = {
  readonly days: number;
  readonly event: 'readmission' | 'death' | null;
};

/** What became of somebody: never read by a distance, only shown and judged by. */
export type Outcome = {
  /** Diagnoses of the discharge, as display and code. */
  readonly diagnoses: readonly { readonly system: string; readonly code: string; readonly display: string }[];
  /** `null`: there was no discharge to count from. */
  readonly followUp: FollowUp | null;
};

/** Somebody in the index. */
export type Member = Profile & {
  /** Opaque: made from the person's identifiers by a keyed hash, so that it leads nowhere without the key. */
  readonly id: string;
  /** E.g. `60–69`; `null`: not known. */
  readonly ageBand: string | null;
  readonly sex: 'female' | 'male' | 'other' | null;
  readonly outcome: Outcome;
};
