import type { Stream } from '../stream.ts';

/**
 * Systemic inflammation, standardised: rises with frailty (Soysal P et al., Ageing Res Rev 2016;31:1–8) and kidney disease
 * (Shlipak MG et al., Circulation 2003;107:87–92) and independently worsens the outlook (Anand IS et al., C-reactive protein
 * in heart failure, Circulation 2005;112:1428–1434).
 */
export function drawInflammation(stream: Stream, kidney: number, frailty: number): number {
  return 0.25 * frailty - 0.15 * kidney + stream.normal(0, 0.94);
}
