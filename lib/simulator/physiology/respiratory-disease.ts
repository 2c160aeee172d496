import { openStream } from '../stream.ts';
import type { Person } from './person.ts';

/**
 * Chronic disease of the airways, standardised, higher is worse: behind the diagnosis of COPD, hyperinflation on the film
 * and desaturation at night. More of it in men (Canepa M et al., JACC Heart Fail 2018;6:452–462), in the frail (Marengoni A
 * et al., Chest 2018;154:21–40) and with systemic inflammation (Gan WQ et al., Thorax 2004;59:574–580).
 */
export function drawRespiratoryDisease(
  seed: number,
  patient: number,
  { sex }: Person,
  frailty: number,
  inflammation: number,
): number {
  const stream = openStream(seed, patient, 'respiratory-disease');
  const male = sex === 'male' ? 0.5 : -0.5;
  return 0.2 * male + 0.2 * frailty + 0.25 * inflammation + stream.normal(0, 0.92);
}
