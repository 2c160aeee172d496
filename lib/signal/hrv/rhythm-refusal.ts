import { isIrregularRhythm, type Rhythm } from '../ecg/rhythm.ts';
import { isMeasured, type Measured, tooShort, type Unmeasured } from '../measured.ts';

/**
 * Why variability is not told of this rhythm; `undefined`: it is. Between beats that are irregular without a pattern there is
 * no normal interval, so that its measures tell the rhythm and not the nerves that lead it (Task Force 1996,
 * doi:10.1161/01.CIR.93.5.1043). A rhythm that cannot be told may be such a one.
 */
export function rhythmRefusal(rhythm: Rhythm): Unmeasured | undefined {
  const { irregularShare } = rhythm;
  if (!isMeasured(irregularShare))
    return tooShort(`Variability needs a rhythm that can be told: ${irregularShare.detail}`);
  if (!isIrregularRhythm(rhythm)) return undefined;
  return {
    missing: 'unreliable',
    detail: 'Variability needs a regular rhythm; this one is irregular without a pattern.',
  };
}

/** A measure unless there is a reason against it; one that has no value keeps its own reason. */
export const unlessRefused = <M extends Measured>(
  measured: M,
  refusal: Unmeasured | undefined,
): M | Unmeasured => (refusal && isMeasured(measured) ? refusal : measured);
