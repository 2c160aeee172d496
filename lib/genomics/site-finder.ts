import { matchAlleles } from './match-alleles.ts';
import type { VcfRow } from './vcf-row.ts';

/** A place that a genotype file is asked about. */
export type Site = {
  readonly id: string;
  readonly chromosome: number;
  readonly position: number;
  readonly ref: string;
  readonly alt: string;
};

export type SiteMatching = {
  readonly sites: number;
  readonly matched: number;
  readonly strandAmbiguous: number;
  readonly allelesDiffer: number;
  readonly by: 'position' | 'identifier';
};

const keyOf = (chromosome: number, position: number): number => chromosome * 2 ** 28 + position;
export const rsOf = (id: string): number => Number(/^rs(\d{1,10})$/.exec(id)?.[1] ?? 0);

/** Finds sites in the rows of a file, each once: by position where both are on the same build, else by rsID. */
export class SiteFinder {
  readonly #sites: readonly Site[];
  readonly #index = new Map<number, number>();
  readonly #byPosition: boolean;
  readonly #seen: Uint8Array;
  #ambiguous = 0;
  #differ = 0;
  #matched = 0;

  /** @param build of the sites; `fileBuild`: of the genotype file, `null` when it does not say */
  constructor(sites: readonly Site[], build: string, fileBuild: string | null) {
    this.#sites = sites;
    this.#byPosition = fileBuild !== null && fileBuild === build;
    for (const [number, site] of sites.entries()) {
      const key = this.#byPosition ? keyOf(site.chromosome, site.position) : rsOf(site.id);
      if (key > 0) this.#index.set(key, number);
    }
    this.#seen = new Uint8Array(sites.length);
  }

  /** The site of a row that was not met before, and the number of the site's `alt` among the row's alleles (-1: nobody carries it). */
  find(row: VcfRow): { readonly number: number; readonly allele: number } | null {
    const keys = this.#byPosition ? [keyOf(row.chromosome, row.position)] : row.rsNumbers;
    const number = keys.map((key) => this.#index.get(key)).find((found) => found !== undefined);
    const site = number === undefined ? undefined : this.#sites[number];
    if (number === undefined || !site || this.#seen[number] === 1) return null;
    const match = matchAlleles(site.alt, site.ref, [row.reference, ...row.alternates]);
    if (match === 'strand-ambiguous') this.#ambiguous += 1;
    else if (match === 'alleles-differ') this.#differ += 1;
    else {
      this.#seen[number] = 1;
      this.#matched += 1;
      return { number, allele: match.allele };
    }
    return null;
  }

  matching(): SiteMatching {
    return {
      sites: this.#sites.length,
      matched: this.#matched,
      strandAmbiguous: this.#ambiguous,
      allelesDiffer: this.#differ,
      by: this.#byPosition ? 'position' : 'identifier',
    };
  }
}
