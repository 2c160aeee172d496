import { clamp } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';
import type { InheritedLiability } from './inherited-liability.ts';
import type { Person } from './person.ts';

/**
 * Left-ventricular systolic function, standardised, higher is better: women and the old more often keep theirs.
 * Shah KS et al., J Am Coll Cardiol 2017;70:2476–2486. Inherited liability takes a little: common variants together
 * (Pirruccello JP et al., Nat Commun 2020;11:2254), and a truncated titin 3 points of ejection fraction in carriers without
 * known cardiomyopathy (Haggerty CM et al., Circulation 2019;140:42–54).
 */
export function drawVentricle(
  stream: Stream,
  { sex, ageScore }: Person,
  { liability }: InheritedLiability,
): number {
  const byPerson = 0.56 * (sex === 'female' ? 0.5 : -0.5) + 0.1 * ageScore;
  return byPerson - 0.15 * liability + stream.normal(0, 0.938);
}

/**
 * Ejection fraction in %, 19 … 67: two humps with few in between, as in GWTG-HF (46 % below 40 %, 8 % 40–49 %,
 * 46 % 50 % and above; Shah 2017, as above). An echo shows it; the chart of this cohort does not.
 */
export function ejectionFraction(ventricle: number): number {
  const steep = 2.4 * (ventricle - 0.1);
  return 43 + (13 * steep) / Math.sqrt(1 + steep * steep) + 4.5 * clamp(ventricle, -2.5, 2.5);
}
