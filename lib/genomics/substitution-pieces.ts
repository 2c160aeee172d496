import type { Change } from './clinvar-extract.ts';
import type { Genotype } from './vcf-row.ts';

/** How sure it is that pieces of a file make up a known variant. */
export type PieceEvidence = 'pieces' | 'unphased-pieces' | 'part-of-longer';

/** One substituted base as called. */
type Piece = {
  /** Copies that carry it, by their index in a phased call; `null`: not phased. */
  readonly copies: ReadonlySet<number> | null;
  readonly everyCopy: boolean;
  /** Phase set (VCF PS); calls of two sets are not phased against each other. */
  readonly phaseSet: string;
  /** The row substitutes further bases beside it. */
  readonly longer: boolean;
};

const keyOf = (chromosome: number, position: number, base: string): string =>
  `${chromosome}:${position}:${base}`;

/** Positions (0-based) and new bases of a substitution; none when the lengths differ. */
function substituted({ chromosome, position, deleted, inserted }: Change): readonly string[] {
  if (deleted.length !== inserted.length) return [];
  return Array.from(inserted).flatMap((base, at) =>
    base === deleted[at] ? [] : [keyOf(chromosome, position + at, base)],
  );
}

const pieceOf = (
  { alleles, phased }: Genotype,
  allele: number,
  phaseSet: string,
  longer: boolean,
): Piece => ({
  copies: phased ? new Set(alleles.flatMap((one, copy) => (one === allele ? [copy] : []))) : null,
  everyCopy: alleles.every((one) => one === allele),
  phaseSet,
  longer,
});

/** Two pieces stand on one copy: both on every copy, or phased together on one. */
function together(a: Piece, b: Piece): boolean {
  if (a.everyCopy || b.everyCopy) return true;
  if (a.copies === null || b.copies === null || a.phaseSet !== b.phaseSet) return false;
  const { copies } = b;
  return [...a.copies].some((copy) => copies.has(copy));
}

/**
 * Known substitutions that a caller wrote otherwise than ClinVar does: several bases row by row, or one base within a
 * longer substitution. Which copy a base stands on decides whether pieces are one variant, and the file must tell it.
 */
export class SubstitutionPieces {
  readonly #wanted: readonly (readonly string[])[];
  readonly #known = new Set<string>();
  readonly #pieces = new Map<string, Piece>();

  /** @param changes known variants; those that are no substitution are left aside */
  constructor(changes: readonly (Change | undefined)[]) {
    this.#wanted = changes.map((change) => (change ? substituted(change) : []));
    for (const key of this.#wanted.flat()) this.#known.add(key);
  }

  /** Takes a called change of a row, trimmed. */
  add(change: Change, genotype: Genotype, allele: number, phaseSet: string): void {
    const bases = substituted(change);
    for (const key of bases)
      if (this.#known.has(key)) this.#pieces.set(key, pieceOf(genotype, allele, phaseSet, bases.length > 1));
  }

  /** Numbers of the known variants that pieces make up, and how sure that is. */
  *found(): Generator<readonly [number: number, evidence: PieceEvidence]> {
    for (const [number, keys] of this.#wanted.entries()) {
      const pieces = keys.flatMap((key) => this.#pieces.get(key) ?? []);
      const evidence = keys.length > 0 && pieces.length === keys.length ? evidenceOf(pieces) : null;
      if (evidence !== null) yield [number, evidence];
    }
  }
}

function evidenceOf(pieces: readonly Piece[]): PieceEvidence | null {
  const [only, ...others] = pieces;
  if (only !== undefined && others.length === 0) return only.longer ? 'part-of-longer' : null;
  const joined = pieces.every((a, at) => pieces.slice(at + 1).every((b) => together(a, b)));
  return joined ? 'pieces' : 'unphased-pieces';
}
