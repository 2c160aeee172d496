import { clamp } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';
import type { Person } from './person.ts';

/**
 * Left-ventricular systolic function, standardised, higher is better: women and the old more often keep theirs.
 * Shah KS et al., J Am Coll Cardiol 2017;70:2476–2486.
 */
export function drawVentricle(stream: Stream, { sex, ageScore }: Person): number {
  return 0.56 * (sex === 'female' ? 0.5 : -0.5) + 0.1 * ageScore + stream.normal(0, 0.95);
}

/**
 * Ejection fraction in %, 19 … 67: two humps with few in between, as in GWTG-HF (46 % below 40 %, 8 % 40–49 %,
 * 46 % 50 % and above; Shah 2017, as above). An echo shows it; the chart of this cohort does not.
 */
export function ejectionFraction(ventricle: number): number {
  const steep = 2.4 * (ventricle - 0.1);
  return 43 + (13 * steep) / Math.sqrt(1 + steep * steep) + 4.5 * clamp(ventricle, -2.5, 2.5);
}
