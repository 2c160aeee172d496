import { log } from '../arithmetic.ts';
import { openStream } from '../stream.ts';
import { drawGeneticLength } from './genetic-map.ts';
import { REGIONS, SITES_PER_REGION, SPACING } from './regions.ts';

/** A simulated common SNP. Its identifier and letters are invented: no dbSNP entry and not the reference's base. */
export type Site = {
  readonly id: string;
  readonly chromosome: string;
  /** 1-based, GRCh38. */
  readonly position: number;
  readonly ref: string;
  readonly alt: string;
  /** Index into `REGIONS`. */
  readonly region: number;
  /** Morgans to the site before; 0 for the first of a region. */
  readonly gap: number;
};

/** Founders and sites belong to the simulator, not to a cohort, so that weights and principal axes hold in every cohort. */
export const FOUNDER_SEED = 15;

const BASES = ['A', 'C', 'G', 'T'] as const;
const TRANSITION = { A: 'G', G: 'A', C: 'T', T: 'C' } as const;
/** Two transitions to one transversion, as in whole genomes (1000 Genomes Project Consortium, Nature 2015;526:68–74). */
const TRANSITION_SHARE = 2 / 3;

/** A/T and C/G read the same on either strand, so scores and axes leave them out. */
export const isPalindromic = ({ ref, alt }: Pick<Site, 'ref' | 'alt'>): boolean =>
  ['AT', 'TA', 'CG', 'GC'].includes(`${ref}${alt}`);

function drawLetters(stream: ReturnType<typeof openStream>): { ref: string; alt: string } {
  const ref = stream.pick(BASES);
  const transition = TRANSITION[ref];
  const [first = transition, second = transition] = BASES.filter((b) => b !== ref && b !== transition);
  if (stream.chance(TRANSITION_SHARE)) return { ref, alt: transition };
  return { ref, alt: stream.chance(0.5) ? first : second };
}

/** All sites, ordered by chromosome and position. */
export function drawSites(): Site[] {
  const sites: Site[] = [];
  for (const [region, { chromosome, start }] of REGIONS.entries()) {
    const stream = openStream(FOUNDER_SEED, region, 'sites');
    let position = start;
    for (let k = 0; k < SITES_PER_REGION; k += 1) {
      const bases = k === 0 ? 0 : 20 - Math.round(SPACING * log(stream.uniform()));
      const gap = k === 0 ? 0 : drawGeneticLength(stream, bases);
      position += bases;
      const id = `SIM${String(sites.length + 1).padStart(4, '0')}`;
      sites.push({ id, chromosome, position, ...drawLetters(stream), region, gap });
    }
  }
  return sites;
}
