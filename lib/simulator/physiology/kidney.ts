import type { Sex } from '#lib/clinical/sex.ts';
import { clamp, power } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';
import type { Person } from './person.ts';

/** Renal function, standardised, higher is better; falls with age (Lindeman RD et al., J Am Geriatr Soc 1985;33:278–285). */
export function drawKidney(stream: Stream, { ageScore }: Person): number {
  return -0.4 * ageScore + stream.normal(0, 0.92);
}

/**
 * Glomerular filtration of the stable, dry patient, mL/min/1.73 m². About half are below 60:
 * Damman K et al., Eur Heart J 2014;35:455–469 (chronic kidney disease in 32 % of all, more of those admitted).
 */
export const filtrationRate = (kidney: number): number => clamp(57 + 21 * kidney, 9, 118);

/**
 * Serum creatinine, mg/dL, that CKD-EPI 2021 reads as `filtration` (mL/min/1.73 m²); `age` in years.
 * Inker LA et al., N Engl J Med 2021;385:1737–1749, inverted piece by piece.
 */
export function creatinineFor(filtration: number, age: number, sex: Sex): number {
  const [kappa, alpha, factor] = sex === 'female' ? [0.7, -0.241, 1.012] : [0.9, -0.302, 1];
  const relative = filtration / (142 * factor * power(0.9938, age));
  return kappa * power(relative, 1 / (relative < 1 ? -1.2 : alpha));
}
