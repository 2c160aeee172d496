/** A point in time as the chart recorded it: the instant for arithmetic, the text for the screen (zone kept). */
export type Moment = {
  /** Milliseconds since the Unix epoch, UTC. A date without time of day is 00:00 UTC of that day. */
  readonly ms: number;
  /** The FHIR `dateTime` as recorded, e.g. `2026-03-01T07:10:00-05:00`. */
  readonly recorded: string;
  readonly precision: 'day' | 'time';
};

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
