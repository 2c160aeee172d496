import { logGamma } from './log-gamma.ts';

/** How much the prior of the counts holds to the planned shares: as much as so many patients. */
const CONCENTRATION = 100;

/**
 * Always-valid p value of "patients fall to the arms by these shares": the Bayes factor of a Dirichlet prior round them, which
 * under the shares is a martingale. Lindon M, Malek A. Adv Neural Inf Process Syst 2022;35. A trial whose shares are off has a
 * fault that no test of its outcome can see.
 *
 * @param counts patients of each arm so far, at the look with the largest imbalance or now; @param shares sum 1, none 0
 */
export function sampleRatioP(counts: readonly number[], shares: readonly number[]): number {
  const patients = counts.reduce((sum, count) => sum + count, 0);
  let factor = logGamma(CONCENTRATION) - logGamma(CONCENTRATION + patients);
  for (const [arm, share] of shares.entries()) {
    const [count, prior] = [counts[arm] ?? 0, share * CONCENTRATION];
    factor += logGamma(prior + count) - logGamma(prior) - count * Math.log(share);
  }
  return Math.min(1, Math.exp(-factor));
}
