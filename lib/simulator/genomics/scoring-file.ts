import { quantise } from '../arithmetic.ts';
import { founderPanel } from './founders.ts';
import { ASSEMBLY } from './genome-build.ts';
import { founderFrequency, polygenicScore } from './polygenic-weights.ts';

/** Number that no score of the PGS Catalog has: theirs begin with PGS. */
export const SCORE_ID = 'SIM000001';

const COLUMNS = [
  'rsID',
  'chr_name',
  'chr_position',
  'effect_allele',
  'other_allele',
  'effect_weight',
  'allelefrequency_effect',
];

/**
 * The simulated score as the PGS Catalog formats one (scoring file 2.0; Lambert SA et al., Nat Genet 2021;53:420–425).
 * Frequencies are those of the EUR founders.
 */
export function scoringFile(): string {
  const { sites } = founderPanel();
  const scored = polygenicScore();
  const rows = scored.flatMap(({ site, effect, weight }) => {
    const place = sites[site];
    if (place === undefined) return [];
    const { id, chromosome, position, ref, alt } = place;
    const [effectAllele, otherAllele] = effect === 'alt' ? [alt, ref] : [ref, alt];
    const frequency = founderFrequency('EUR', site);
    const name = chromosome.replace('chr', '');
    const share = quantise(effect === 'alt' ? frequency : 1 - frequency, 4);
    return [[id, name, position, effectAllele, otherAllele, weight, share].join('\t')];
  });
  return [
    '###PGS CATALOG SCORING FILE - see https://www.pgscatalog.org/downloads/#dl_ftp_scoring for additional information',
    '#format_version=2.0',
    '##POLYGENIC SCORE (PGS) INFORMATION',
    `#pgs_id=${SCORE_ID}`,
    '#pgs_name=SIMULATED heart failure score',
    '#trait_reported=Heart failure (SIMULATED)',
    '#trait_mapped=heart failure',
    '#trait_efo=EFO_0003144',
    `#genome_build=${ASSEMBLY}`,
    `#variants_number=${scored.length}`,
    '#weight_type=log(OR)',
    '##SOURCE INFORMATION',
    '#citation=SIMULATED. Drawn by the Consilium simulator; it says nothing about real people.',
    '#license=Apache-2.0',
    COLUMNS.join('\t'),
    ...rows,
    '',
  ].join('\n');
}
