/** Why a recording gives no value for a measure. */
export type Unmeasured = {
  readonly missing: 'too-short' | 'no-signal' | 'unreliable';
  /** One plain sentence, e.g. `DFA needs 100 intervals; 42 are left after cleaning.` */
  readonly detail: string;
};

/** The value of a measure in the unit that its function states, or why there is none. */
export type Measured = { readonly value: number } | Unmeasured;

export const isMeasured = (measured: Measured): measured is { readonly value: number } => 'value' in measured;

export const tooShort = (detail: string): Unmeasured => ({ missing: 'too-short', detail });
