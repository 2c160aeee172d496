/**
 * How alike two patients are in a view: exp(−d² ÷ (bandwidth · σᵢ · σⱼ)), a kernel with local scales (Zelnik-Manor L and
 * Perona P, Adv Neural Inf Process Syst 2004;17:1601–1608; Wang B et al., Nat Methods 2014;11:333–337).
 *
 * @param squared d² ≥ 0
 * @param scaleA σ ≥ 0 of the one
 * @returns 0 … 1; 1 where d² is 0; never NaN
 */
export function similarityAt(squared: number, scaleA: number, scaleB: number, bandwidth: number): number {
  if (squared === 0) return 1;
  const spread = bandwidth * scaleA * scaleB;
  return spread > 0 ? Math.exp(-squared / spread) : 0;
}
