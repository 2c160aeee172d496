/** How detected beats agree with reference beats, one to one within `tolerance` (ANSI/AAMI EC57: 150 ms). */
export type BeatAgreement = {
  readonly sensitivity: number;
  readonly precision: number;
  /** Mean |detected − reference| of the pairs, in the unit of the inputs. */
  readonly meanError: number;
};

export function compareBeats(
  reference: ArrayLike<number>,
  detected: ArrayLike<number>,
  tolerance: number,
): BeatAgreement {
  let [r, d, pairs, error] = [0, 0, 0, 0];
  while (r < reference.length && d < detected.length) {
    const difference = (detected[d] ?? 0) - (reference[r] ?? 0);
    if (Math.abs(difference) <= tolerance) {
      pairs += 1;
      error += Math.abs(difference);
    }
    if (difference >= -tolerance) r += 1;
    if (difference <= tolerance) d += 1;
  }
  return {
    sensitivity: pairs / reference.length,
    precision: pairs / detected.length,
    meanError: error / pairs,
  };
}
