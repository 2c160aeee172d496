import type { VcfRow } from './vcf-row.ts';

/** Chromosome and position as one number; positions stay below 2^28. */
const keyOf = (chromosome: number, position: number): number => chromosome * 2 ** 28 + position;

type Place = { readonly chromosome: number; readonly position: number };

/**
 * Which of some places lie inside reference blocks of a gVCF. A block names the reference bases that its REF writes,
 * its first one as a rule, so that the alleles of the others cannot be checked (VCF 4.3, section 5.5).
 */
export class ReferenceBlocks {
  readonly #places: readonly Place[];
  readonly #keys: Float64Array;
  /** By position in `#keys`: blocks that begin there less those that have ended. */
  readonly #steps: Int32Array;

  /** @param places 1-based; a place on chromosome 0 is nowhere */
  constructor(places: readonly Place[]) {
    this.#places = places;
    const known = places.filter(({ chromosome }) => chromosome > 0);
    this.#keys = Float64Array.from(known, ({ chromosome, position }) => keyOf(chromosome, position)).sort();
    this.#steps = new Int32Array(this.#keys.length + 1);
  }

  row(row: VcfRow): void {
    if (this.#keys.length === 0 || !row.isReferenceOnly) return;
    const { chromosome, last } = row;
    const named = row.position + row.reference.length - 1;
    if (last <= named || chromosome <= 0) return;
    const first = this.#firstAfter(keyOf(chromosome, named));
    const end = this.#firstAfter(keyOf(chromosome, Math.min(last, 2 ** 28 - 1)));
    if (end <= first) return;
    this.#steps[first] = (this.#steps[first] ?? 0) + 1;
    this.#steps[end] = (this.#steps[end] ?? 0) - 1;
  }

  #firstAfter(key: number): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? 0) <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of each place, in the order given: whether a block reaches over it from before it. */
  covered(): readonly boolean[] {
    const inside = new Set<number>();
    let open = 0;
    for (const [at, key] of this.#keys.entries()) {
      open += this.#steps[at] ?? 0;
      if (open > 0) inside.add(key);
    }
    return this.#places.map(({ chromosome, position }) => inside.has(keyOf(chromosome, position)));
  }
}
