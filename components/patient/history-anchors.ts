// Where problems, medications and stays stand on the patient page, and which model inputs are read from each.

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
