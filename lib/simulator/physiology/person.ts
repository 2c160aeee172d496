import type { Sex } from '#lib/clinical/sex.ts';
import { clamp, exp, logistic } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';

/** Who is admitted for heart failure. */
export type Person = {
  /** Years at discharge. */
  readonly age: number;
  readonly sex: Sex;
  readonly heightCm: number;
  /** kg/m², without excess fluid. */
  readonly bodyMassIndex: number;
  /** Standardised age: 0 at the cohort's mean. */
  readonly ageScore: number;
};

/**
 * Age 74 ± 11, half of them women and the women older: Adams KF et al., ADHERE, Am Heart J 2005;149:209–216
 * (72.4 ± 14 years, 52 % women). Height: NHANES 2015–2018 adults over 60. BMI: median 29, right-skewed.
 */
export function drawPerson(stream: Stream): Person {
  const ageScore = clamp(stream.normal(), -3.2, 1.9);
  const female = stream.chance(logistic(-0.08 + 0.35 * ageScore));
  const heightCm = female ? stream.normal(159, 6.5) : stream.normal(173, 7);
  const bodyMassIndex = clamp(28.6 * exp(stream.normal(-0.05 * ageScore, 0.2)), 16.5, 58);
  return { age: 74 + 11 * ageScore, sex: female ? 'female' : 'male', heightCm, bodyMassIndex, ageScore };
}
