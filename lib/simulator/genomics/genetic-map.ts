import { log } from '../arithmetic.ts';
import type { Stream } from '../stream.ts';

/**
 * Recombination rate in Morgans per base: 1.2 cM/Mb on average (Kong A et al., Nat Genet 2002;31:241–247), four fifths of
 * it in hotspots about 60,000 bases apart (Myers S et al., Science 2005;310:321–324).
 */
const AVERAGE = 1.2e-8;
const IN_HOTSPOTS = 0.8;
const HOTSPOT_SPACING = 60_000;

/**
 * Genetic length, in Morgans, of the gap before a site `bases` after the one before. A gap holds a Poisson number of
 * hotspots, each of exponential strength, so that blocks of strong disequilibrium lie between few sharp borders.
 */
export function drawGeneticLength(stream: Stream, bases: number): number {
  let morgans = bases * AVERAGE * (1 - IN_HOTSPOTS);
  const hotspots = stream.count(bases / HOTSPOT_SPACING);
  for (let n = 0; n < hotspots; n += 1)
    morgans -= log(stream.uniform()) * HOTSPOT_SPACING * AVERAGE * IN_HOTSPOTS;
  return morgans;
}
