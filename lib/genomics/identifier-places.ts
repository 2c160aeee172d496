import type { Locus } from './scoring-file.ts';
import type { VcfRow } from './vcf-row.ts';

/** Farther apart than any two ways to write one small variant: then one rsID stands at two places. */
const NEAR = 100;

type Identified = Locus & { readonly rsNumber: number };

/**
 * Whether a genotype file puts rsIDs where another file puts them. An rsID names one variant of the genome, so two files
 * on one build agree about its place, and files on two builds do not: evidence that needs no header.
 */
export class IdentifierPlaces {
  readonly #places = new Map<number, Locus>();
  agreeing = 0;
  elsewhere = 0;

  /** @param identified what the other file says; without rsID or position it tells nothing */
  constructor(identified: Iterable<Identified>) {
    for (const { rsNumber, chromosome, position } of identified)
      if (rsNumber > 0 && chromosome > 0 && position > 0)
        this.#places.set(rsNumber, { chromosome, position });
  }

  row(row: VcfRow): void {
    if (this.#places.size === 0) return;
    for (const number of row.rsNumbers) {
      const place = this.#places.get(number);
      if (place === undefined) continue;
      const same = place.chromosome === row.chromosome && Math.abs(place.position - row.position) <= NEAR;
      if (same) this.agreeing += 1;
      else this.elsewhere += 1;
    }
  }

  /** Most shared rsIDs stand at other places: the files are on two builds, whatever their headers say. */
  get contradicts(): boolean {
    return this.elsewhere > this.agreeing;
  }
}
