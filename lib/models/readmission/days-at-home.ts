import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import { endOf, type Recording, type WearablesSlice } from '#lib/modalities/wearables/slice.ts';

/** The last landmark that the model was trained for, in days after the discharge. */
export const LAST_LANDMARK_DAY = 7;

const hasReading = ({ values }: Recording): boolean => values.some((value) => !Number.isNaN(value));

/**
 * Whole days since a discharge that lie within what devices recorded, from 0 to the last landmark. An ECG is a moment of a day
 * and no day; a recording that was begun after the last landmark tells nothing of those days.
 */
export function daysRecordedAtHome(slice: WearablesSlice | undefined, discharge: Moment): number {
  const { heartRate = [], steps = [], saturation = [] } = slice ?? {};
  const lastLandmark = discharge.ms + LAST_LANDMARK_DAY * DAY_MS;
  const ends = [...heartRate, ...steps, ...saturation]
    .filter((recording) => recording.start.ms < lastLandmark && hasReading(recording))
    .map(endOf);
  const recordedUntil = Math.min(lastLandmark, Math.max(discharge.ms, ...ends));
  return Math.floor((recordedUntil - discharge.ms) / DAY_MS);
}
