import type { GenomeBuild } from './assemblies.ts';
import type { Change, ClinVarEntry } from './clinvar-extract.ts';
import { UNKNOWN_CHROMOSOME } from './genome-build.ts';
import { isSameChange, trimAlleles } from './same-change.ts';
import { type Genotype, readGenotype, type VcfRow } from './vcf-row.ts';

export type Zygosity = 'heterozygous' | 'homozygous' | 'hemizygous';

export type FoundVariant = {
  readonly entry: ClinVarEntry;
  readonly zygosity: Zygosity;
  /** The row's FILTER; other than PASS and `.`: the caller itself doubts it. */
  readonly filter: string;
  /** As the row writes it: contig, position, REF and ALT. */
  readonly written: string;
};

const BIN = 10;
/** A repeat or deletion longer than this is found by its start alone. */
const MOST_BINS = 64;
const SEQUENCE = /^[ACGT]+$/;

const UNSEEN = 0;
const NO_CALL = 1;
const READ = 2;

const binsOf = (first: number, last: number): number[] => {
  const from = first >> BIN;
  return Array.from({ length: Math.min(MOST_BINS, (last >> BIN) - from + 1) }, (_, at) => from + at);
};

const zygosityOf = ({ alleles }: Genotype, allele: number): Zygosity | null => {
  const copies = alleles.filter((one) => one === allele).length;
  if (copies === 0) return null;
  if (alleles.length === 1) return 'hemizygous';
  return copies === alleles.length ? 'homozygous' : 'heterozygous';
};

/** An indel's row does not reach over the whole repeat of its SPDI, so the first base decides. */
const reaches = (row: VcfRow, { position }: Change): boolean =>
  row.position - 1 <= position && position < row.last;

/** Meets the rows of one sample with known variants, and keeps which of their places were read at all. */
export class VariantTally {
  readonly #entries: readonly ClinVarEntry[];
  readonly #changes: readonly (Change | undefined)[];
  readonly #bins = new Map<number, number[]>();
  readonly #state: Uint8Array;
  readonly #sample: number;
  readonly found: FoundVariant[] = [];

  /** @param sample column of the person, from 0 */
  constructor(entries: readonly ClinVarEntry[], build: GenomeBuild, sample: number) {
    this.#entries = entries;
    this.#changes = entries.map(({ changes }) => changes[build]);
    this.#state = new Uint8Array(entries.length);
    this.#sample = sample;
    for (const [number, change] of this.#changes.entries()) if (change) this.#file(number, change);
  }

  #file(number: number, { chromosome, position, deleted }: Change): void {
    for (const bin of binsOf(position, position + deleted.length)) {
      const key = chromosome * 2 ** 28 + bin;
      const known = this.#bins.get(key);
      if (known) known.push(number);
      else this.#bins.set(key, [number]);
    }
  }

  row(row: VcfRow): void {
    if (row.chromosome === UNKNOWN_CHROMOSOME) return;
    const near = this.#near(row);
    if (near.size === 0) return;
    const genotype = this.#genotype(row);
    this.#note(near, row, genotype);
    if (genotype)
      for (const [at, alternate] of row.alternates.entries())
        this.#match(near, row, alternate, at + 1, genotype);
  }

  #near(row: VcfRow): Set<number> {
    const bins = binsOf(row.position - 1, row.last);
    return new Set(bins.flatMap((bin) => this.#bins.get(row.chromosome * 2 ** 28 + bin) ?? []));
  }

  #genotype(row: VcfRow): Genotype | null {
    let genotype: Genotype | null = null;
    row.eachCall((bytes, from, to, sample) => {
      if (sample === this.#sample) genotype = readGenotype(bytes, from, to);
    });
    return genotype;
  }

  /** A place is read when a row or a reference block with a whole call reaches its first base. */
  #note(near: ReadonlySet<number>, row: VcfRow, genotype: Genotype | null): void {
    const state = genotype && !genotype.alleles.includes(null) ? READ : NO_CALL;
    for (const number of near) {
      const change = this.#changes[number];
      if (change && reaches(row, change))
        this.#state[number] = Math.max(this.#state[number] ?? UNSEEN, state);
    }
  }

  #match(
    near: ReadonlySet<number>,
    row: VcfRow,
    alternate: string,
    allele: number,
    genotype: Genotype,
  ): void {
    const zygosity = zygosityOf(genotype, allele);
    const { reference } = row;
    if (zygosity === null || !SEQUENCE.test(alternate) || !SEQUENCE.test(reference)) return;
    const change = trimAlleles(row.chromosome, row.position, reference, alternate);
    for (const number of near) {
      const [canonical, entry] = [this.#changes[number], this.#entries[number]];
      if (!canonical || !entry || !isSameChange(change, canonical)) continue;
      this.#state[number] = READ;
      const written = `${row.contig}:${row.position} ${reference}>${alternate}`;
      this.found.push({ entry, zygosity, filter: row.filter, written });
    }
  }

  /** Of each entry: whether its place was read. */
  states(): readonly ('read' | 'no-call' | 'not-in-file')[] {
    return Array.from(this.#state, (state) =>
      state === READ ? 'read' : state === NO_CALL ? 'no-call' : 'not-in-file',
    );
  }
}
