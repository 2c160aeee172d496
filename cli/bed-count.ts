import { InvalidArgumentError } from 'commander';
import { MOST_BEDS } from '#lib/simulator/icu-live/ward.ts';
import { wholeNumber } from './whole-number.ts';

/** Parses an option that is a number of beds of the simulated ward. */
export function bedCount(text: string): number {
  const beds = wholeNumber(1)(text);
  if (beds <= MOST_BEDS) return beds;
  throw new InvalidArgumentError(`Expected at most ${MOST_BEDS} beds.`);
}
