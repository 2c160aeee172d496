import { openStream } from '../stream.ts';
import { causesDisease, type RareVariant, rareVariants } from './rare-variants.ts';

/**
 * Patients in whom the panel finds a variant of uncertain significance, whatever their disease. Larger panels find far more
 * (Mazzarotto F et al., Circulation 2020;141:387–398); here only few such variants are known by their coordinates.
 */
const UNCERTAIN_RATE = 0.06;

/**
 * What the patient carries, heterozygous: one disease-causing variant of `gene` (null: none; the latent state decides), and
 * now and then one of uncertain significance. In the order of the genome.
 * @throws RangeError for a gene of which no disease-causing variant is listed
 */
export function drawCarried(seed: number, patient: number, gene: string | null): RareVariant[] {
  const stream = openStream(seed, patient, 'rare-variants');
  const uncertain = stream.chance(UNCERTAIN_RATE);
  const known = rareVariants.filter((one) => one.gene === gene && causesDisease(one));
  const doubtful = rareVariants.filter((one) => !causesDisease(one));
  if (gene !== null && known.length === 0) throw new RangeError(`No variant of ${gene} is listed`);
  const found = known.at(stream.integer(0, Math.max(0, known.length - 1)));
  const other = uncertain ? doubtful.at(stream.integer(0, doubtful.length - 1)) : undefined;
  return rareVariants.filter((one) => one === found || one === other);
}
