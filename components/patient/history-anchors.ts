// Where problems, medications, stays and what the heading says stand on the patient page, and which model inputs are read from each.

export const HISTORY_ANCHORS = {
  problems: 'problems',
  medications: 'medications',
  stays: 'stays',
} as const;

const READ_FROM: readonly (readonly [measure: RegExp, anchor: string])[] = [
  [/^condition\./, HISTORY_ANCHORS.problems],
  [/^medication\./, HISTORY_ANCHORS.medications],
  [
    /^(length-of-stay|prior-admissions|days-since-prior-admission|days-since-discharge)$/,
    HISTORY_ANCHORS.stays,
  ],
];

/** The table that a measure is read from; `null`: none of the three. */
export const historyAnchor = (measure: string): string | null =>
  READ_FROM.find(([pattern]) => pattern.test(measure))?.[1] ?? null;

/** Id of the line below the patient's name. */
export const HEADING_ANCHOR = 'patient-facts';

/** The heading for what it says of the patient; `null` for all else. */
export const headingAnchor = (measure: string): string | null =>
  measure === 'age' || measure === 'sex' ? HEADING_ANCHOR : null;
