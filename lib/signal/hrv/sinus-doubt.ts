import { isIrregularRhythm, type Rhythm } from '../ecg/rhythm.ts';
import { isMeasured } from '../measured.ts';
import type { NormalIntervals } from './intervals.ts';
import { sdnn } from './time-domain.ts';

/** Share of windows that are irregular without a pattern from which on a recording is not one of sinus rhythm. */
const IRREGULAR_SHARE = 0.1;
/** Share of early beats, and of intervals that are not between normal beats, that a norm of normal beats allows. */
const EARLY_SHARE = 0.1;
const REMOVED_SHARE = 0.2;
/** Less than the sampling of an ECG moves a beat: a heart that its own sinus node leads swings more (SDNN in ms). */
const PACED_SDNN = 3;
const FEWEST_INTERVALS = 20;

type Check = (rhythm: Rhythm, normal: NormalIntervals) => string | undefined;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function irregularText({ irregularShare }: Rhythm): string | undefined {
  if (!isMeasured(irregularShare) || irregularShare.value <= IRREGULAR_SHARE) return undefined;
  const part = irregularShare.value < 1 ? ` in ${percent(irregularShare.value)} of the recording` : '';
  return `the intervals are irregular without a pattern${part}, as in atrial fibrillation`;
}

const checks: readonly Check[] = [
  (rhythm) => (isIrregularRhythm(rhythm) ? irregularText(rhythm) : undefined),
  ({ early }, { report: { recorded } }) =>
    early.length > EARLY_SHARE * recorded
      ? `${early.length} of ${recorded + 1} beats come early, a pause after them`
      : undefined,
  // After the early beats, of which many make a part of a recording look irregular.
  (rhythm) => irregularText(rhythm),
  (_, { report: { recorded, kept, badSignal } }) => {
    const judged = recorded - badSignal;
    const removed = judged - kept;
    return removed > REMOVED_SHARE * judged
      ? `${removed} of ${judged} intervals are not between normal beats`
      : undefined;
  },
  (_, normal) => {
    const swing = sdnn(normal);
    if (normal.ms.length < FEWEST_INTERVALS || !isMeasured(swing) || swing.value >= PACED_SDNN)
      return undefined;
    return 'all intervals are alike, as with a pacemaker';
  },
];

/**
 * Why the variability of a recording cannot be held against a norm; `null`: nothing speaks against it. Norms are of sinus
 * rhythm: elsewhere the same numbers measure the rhythm and not the nerves that lead it (Task Force 1996,
 * doi:10.1161/01.CIR.93.5.1043; Sammito S et al., AWMF 002-042, 2021). What is said is no diagnosis.
 *
 * @returns the end of the sentence "There is no normal range, because …"
 */
export function sinusDoubt(rhythm: Rhythm, normal: NormalIntervals): string | null {
  for (const check of checks) {
    const doubt = check(rhythm, normal);
    if (doubt !== undefined) return doubt;
  }
  return null;
}

/** The sentence of a doubt, the same wherever a norm would stand. */
export const noNormText = (doubt: string): string => `There is no normal range, because ${doubt}.`;
