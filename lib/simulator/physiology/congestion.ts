import type { Stream } from '../stream.ts';

/**
 * `residual`: fluid left at discharge, standardised; `admission`: overload on arrival, standardised within admissions.
 * Venous pressure and renal function fall together: Mullens W et al., J Am Coll Cardiol 2009;53:589–596.
 */
type Congestion = { readonly residual: number; readonly admission: number };

export function drawCongestion(stream: Stream, kidney: number, ventricle: number, tone: number): Congestion {
  const residual = -0.25 * kidney - 0.15 * ventricle + 0.1 * tone + stream.normal(0, 0.94);
  return { residual, admission: 0.5 * residual + stream.normal(0, 0.87) };
}
