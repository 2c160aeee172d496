import type { GenomeBuild } from './assemblies.ts';
import type { Change, ClinVarEntry } from './clinvar-extract.ts';
import { UNKNOWN_CHROMOSOME } from './genome-build.ts';
import { calledRearrangements, PLACE_STATES, type PlaceState, reaches, readingOf } from './place-reading.ts';
import { isSameChange, trimAlleles } from './same-change.ts';
import { type PieceEvidence, SubstitutionPieces } from './substitution-pieces.ts';
import { type Genotype, readGenotype, type VcfRow } from './vcf-row.ts';

type Zygosity = 'heterozygous' | 'homozygous' | 'hemizygous';

export type FoundVariant = {
  readonly entry: ClinVarEntry;
  /** `null`: pieces that may stand on different copies. */
  readonly zygosity: Zygosity | null;
  /** The row's FILTER; other than PASS and `.`: the caller itself doubts it. */
  readonly filter: string;
  /** As the row writes it: contig, position, REF and ALT. */
  readonly written: string;
  /** `written`: a row writes this very change; else how the file's rows make it up. */
  readonly evidence: 'written' | PieceEvidence;
};

/** A called deletion, duplication or other rearrangement over places of known variants. */
export type Rearrangement = {
  /** As the row writes it, with the last position that it reaches. */
  readonly written: string;
  readonly zygosity: Zygosity | null;
  readonly filter: string;
  readonly genes: readonly string[];
  /** Known variants whose places it covers. */
  readonly places: number;
};

const BIN = 10;
/** A row that spans more is compared with every variant of its chromosome. */
const MOST_BINS = 64;
const SEQUENCE = /^[ACGT]+$/;
const NONE: readonly number[] = [];
const decoder = new TextDecoder();

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

/** Meets the rows of one sample with known variants, and keeps which of their places were read at all. */
export class VariantTally {
  readonly #entries: readonly ClinVarEntry[];
  readonly #changes: readonly (Change | undefined)[];
  readonly #bins = new Map<number, number[]>();
  readonly #chromosomes = new Map<number, number[]>();
  /** Index in `PLACE_STATES` of each entry. */
  readonly #state: Uint8Array;
  readonly #sample: number;
  readonly #pieces: SubstitutionPieces;
  readonly #written: FoundVariant[] = [];
  readonly rearrangements: Rearrangement[] = [];

  /** @param sample column of the person, from 0 */
  constructor(entries: readonly ClinVarEntry[], build: GenomeBuild, sample: number) {
    this.#entries = entries;
    this.#changes = entries.map(({ changes }) => changes[build]);
    this.#state = new Uint8Array(entries.length);
    this.#sample = sample;
    this.#pieces = new SubstitutionPieces(this.#changes);
    for (const [number, change] of this.#changes.entries()) if (change) this.#file(number, change);
  }

  #file(number: number, { chromosome, position, deleted }: Change): void {
    const add = (index: Map<number, number[]>, key: number) => {
      const known = index.get(key);
      if (known) known.push(number);
      else index.set(key, [number]);
    };
    add(this.#chromosomes, chromosome);
    for (const bin of binsOf(position, position + deleted.length))
      add(this.#bins, chromosome * 2 ** 28 + bin);
  }

  row(row: VcfRow): void {
    if (row.chromosome === UNKNOWN_CHROMOSOME) return;
    const near = this.#near(row);
    if (near.size === 0) return;
    const genotype = this.#genotype(row);
    this.#note(near, row, genotype);
    if (genotype === null) return;
    for (const [at, alternate] of row.alternates.entries())
      this.#match(near, row, alternate, at + 1, genotype);
    for (const allele of calledRearrangements(row, genotype))
      this.#keepRearrangement(near, row, allele, genotype);
  }

  #near(row: VcfRow): Set<number> {
    const [first, last] = [row.position - 1, row.last];
    if (last - first > MOST_BINS << BIN) return new Set(this.#chromosomes.get(row.chromosome) ?? NONE);
    return new Set(
      binsOf(first, last).flatMap((bin) => this.#bins.get(row.chromosome * 2 ** 28 + bin) ?? NONE),
    );
  }

  #field(row: VcfRow, key: string): Uint8Array | null {
    let found: Uint8Array | null = null;
    row.eachCall((bytes, from, to, sample) => {
      if (sample === this.#sample) found = bytes.subarray(from, to);
    }, key);
    return found;
  }

  #genotype(row: VcfRow): Genotype | null {
    const bytes = this.#field(row, 'GT');
    return bytes && readGenotype(bytes, 0, bytes.length);
  }

  #note(near: ReadonlySet<number>, row: VcfRow, genotype: Genotype | null): void {
    for (const number of near) {
      const change = this.#changes[number];
      if (change && reaches(row, change)) this.#raise(number, readingOf(row, genotype, change));
    }
  }

  #raise(number: number, state: PlaceState): void {
    this.#state[number] = Math.max(this.#state[number] ?? 0, PLACE_STATES.indexOf(state));
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
    const phaseSet = this.#field(row, 'PS');
    this.#pieces.add(change, genotype, allele, phaseSet ? decoder.decode(phaseSet) : '');
    for (const number of near) {
      const [canonical, entry] = [this.#changes[number], this.#entries[number]];
      if (!canonical || !entry || !isSameChange(change, canonical)) continue;
      this.#raise(number, 'read');
      const written = `${row.contig}:${row.position} ${reference}>${alternate}`;
      this.#written.push({ entry, zygosity, filter: row.filter, written, evidence: 'written' });
    }
  }

  #keepRearrangement(near: ReadonlySet<number>, row: VcfRow, allele: number, genotype: Genotype): void {
    const covered = [...near].filter((number) => {
      const change = this.#changes[number];
      return change !== undefined && reaches(row, change);
    });
    if (covered.length === 0) return;
    const kind = row.alternates[allele - 1] ?? '';
    const shown = SEQUENCE.test(kind) ? `deletion of ${row.reference.length - kind.length} bases` : kind;
    this.rearrangements.push({
      written: `${row.contig}:${row.position}-${row.last} ${shown}`,
      zygosity: zygosityOf(genotype, allele),
      filter: row.filter,
      genes: [...new Set(covered.flatMap((number) => this.#entries[number]?.gene ?? []))].toSorted(),
      places: covered.length,
    });
  }

  /** Known variants that the person carries, or may carry where `evidence` says so. */
  found(): readonly FoundVariant[] {
    const known = new Set(this.#written.map(({ entry }) => entry));
    const pieced = [...this.#pieces.found()].flatMap(([number, evidence]): FoundVariant[] => {
      const entry = this.#entries[number];
      if (!entry || known.has(entry)) return [];
      return [
        { entry, zygosity: null, filter: '', written: 'in several rows, or in a longer one', evidence },
      ];
    });
    return [...this.#written, ...pieced];
  }

  /** Of each entry: what the file tells of its place. */
  states(): readonly PlaceState[] {
    return Array.from(this.#state, (state) => PLACE_STATES[state] ?? 'not-in-file');
  }
}
