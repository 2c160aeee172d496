import { countCopies, type Dosages, dosagesFor } from './dosage.ts';
import { type GenotypeAxes, placeWithin } from './genotype-axes.ts';
import { SiteFinder } from './site-finder.ts';
import type { VcfHeader } from './vcf-header.ts';
import type { VcfRow } from './vcf-row.ts';

/**
 * Keeps what each sample of a file carries at the sites of axes, row by row: where somebody lies on them can be told only when
 * the whole file has told their ancestry.
 */
export class AxesTally {
  readonly #axes: GenotypeAxes;
  readonly #finder: SiteFinder;
  readonly #dosages: Dosages;
  /** samples × sites; NaN: no diploid call. */
  readonly #copies: Float32Array;

  constructor(axes: GenotypeAxes, { samples, build }: Pick<VcfHeader, 'samples' | 'build'>) {
    this.#axes = axes;
    this.#finder = new SiteFinder(axes.sites, axes.build, build);
    this.#dosages = dosagesFor(samples.length);
    this.#copies = new Float32Array(samples.length * axes.sites.length).fill(Number.NaN);
  }

  row(row: VcfRow): void {
    const found = this.#finder.find(row);
    if (!found) return;
    countCopies(row, found.allele, this.#dosages);
    const { copies, ploidy } = this.#dosages;
    for (const [sample, own] of copies.entries())
      if (ploidy[sample] === 2) this.#copies[sample * this.#axes.sites.length + found.number] = own;
  }

  /** One number per axis; `null`: too few sites have a call. */
  placeOf(sample: number, ancestry: readonly number[]): readonly number[] | null {
    const { length } = this.#axes.sites;
    return placeWithin(this.#axes, this.#copies.subarray(sample * length, (sample + 1) * length), ancestry);
  }
}
