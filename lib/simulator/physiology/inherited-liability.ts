import { openStream, type Stream } from '../stream.ts';

/** Genes whose rare variants cause cardiomyopathy, as the patient's variant Observation names them (HGNC symbols). */
export const cardiomyopathyGenes = ['TTN', 'MYBPC3', 'MYH7', 'LMNA', 'FLNC', 'DSP', 'BAG3', 'PLN'] as const;
type CardiomyopathyGene = (typeof cardiomyopathyGenes)[number];

/**
 * Inherited risk of a weak ventricle. What `lib/simulator/genomics` draws must realise it, in one direction only: the
 * truth is here, the genotypes are drawn given it, so that no cohort has to draw genomes to know its hazards.
 * - `polygenic` is what the score of the simulated scoring file shows: their correlation is stated in
 *   `genomics/genotypes.ts`, less than 1 and not the same in every population.
 * - `carrierOf` names the gene of the one pathogenic variant that the patient carries, heterozygous; `null`: none.
 */
export type InheritedLiability = {
  /** Standard normal; higher is worse. */
  readonly polygenic: number;
  readonly carrierOf: CardiomyopathyGene | null;
  /** Both together, mean 0 and standard deviation 1; higher is worse. What physiology and hazard depend on. */
  readonly liability: number;
};

/**
 * A pathogenic or likely pathogenic variant in 3.4 % of 5,942 patients with heart failure: Povysil G et al., JAMA Cardiol
 * 2021;6:379–386. Which gene: titin leads by far, the others roughly as in Mazzarotto F et al., Circulation
 * 2020;141:387–398.
 */
export const CARRIER_RATE = 0.034;
const GENE_SHARES: Readonly<Record<CardiomyopathyGene, number>> = {
  TTN: 0.56,
  MYBPC3: 0.11,
  MYH7: 0.09,
  LMNA: 0.07,
  FLNC: 0.06,
  DSP: 0.05,
  BAG3: 0.04,
  PLN: 0.02,
};

/** One variant weighs as much as 2.5 standard deviations of the polygenic part. */
const CARRIER_EFFECT = 2.5;
const SPREAD = Math.sqrt(1 + CARRIER_EFFECT * CARRIER_EFFECT * CARRIER_RATE * (1 - CARRIER_RATE));

/** The gene of a carrier's variant. */
export function drawGene(stream: Stream): CardiomyopathyGene {
  const uniform = stream.uniform();
  let reached = 0;
  for (const gene of cardiomyopathyGenes) {
    reached += GENE_SHARES[gene];
    if (uniform < reached) return gene;
  }
  return 'TTN';
}

/**
 * Many common variants of small effect on the ventricle, near normal in sum (Pirruccello JP et al., Nat Commun
 * 2020;11:2254), and few rare ones of large effect, independent of each other.
 */
export function drawInheritedLiability(seed: number, patient: number): InheritedLiability {
  const stream = openStream(seed, patient, 'inherited-liability');
  const polygenic = stream.normal();
  const carries = stream.chance(CARRIER_RATE);
  const gene = drawGene(stream);
  const rare = CARRIER_EFFECT * ((carries ? 1 : 0) - CARRIER_RATE);
  return { polygenic, carrierOf: carries ? gene : null, liability: (polygenic + rare) / SPREAD };
}
