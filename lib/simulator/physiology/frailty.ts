import type { Stream } from '../stream.ts';
import type { Person } from './person.ts';

/**
 * Loss of reserve, standardised: more with age and with kidney disease.
 * Afilalo J et al., Frailty assessment in the cardiovascular care of older adults, J Am Coll Cardiol 2014;63:747–762.
 */
export function drawFrailty(stream: Stream, { ageScore }: Person, kidney: number): number {
  return 0.3 * ageScore - 0.2 * kidney + stream.normal(0, 0.91);
}
