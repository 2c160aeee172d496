const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };

const complement = (allele: string): string => COMPLEMENT[allele] ?? '';

/** A/T and C/G read the same on both strands, so nothing tells which strand a file means. */
const isStrandAmbiguous = (a: string, b: string): boolean => complement(a) === b;

export type AlleleMatch = {
  /** Number of the effect allele in the row, 0 the reference; -1: the row was called and nobody carries it. */
  readonly allele: number;
  /** Matched on the other strand. */
  readonly flipped: boolean;
};

type AlleleMismatch = 'strand-ambiguous' | 'alleles-differ';

/** Alternates that stand for "anything else": they are no allele that a weight could name. */
const isOpen = (allele: string): boolean => allele === '<NON_REF>' || allele === '<*>' || allele === '.';

function find(effect: string, other: string | null, alleles: readonly string[]): number | undefined {
  const named = alleles.filter((allele) => !isOpen(allele));
  const hasOther = other === null || named.includes(other);
  const index = alleles.indexOf(effect);
  if (index >= 0 && hasOther) return index;
  // A row without alternates says that the position was read and is the reference.
  if (named.length > 1 || named[0] === undefined) return undefined;
  if (index === 0) return 0;
  return other === named[0] ? -1 : undefined;
}

/**
 * Finds the effect allele of a weight among the alleles of a row. Strand-ambiguous SNPs are never matched, unless
 * `keepAmbiguous`: then both files are taken to mean the same strand. Only single-base alleles are tried on the other
 * strand: an indel's representation depends on the reference around it.
 *
 * @param alleles REF, then ALT in order, upper case
 */
export function matchAlleles(
  effect: string,
  other: string | null,
  alleles: readonly string[],
  keepAmbiguous = false,
): AlleleMatch | AlleleMismatch {
  const partners = other === null ? alleles : [other];
  const ambiguous = partners.some((partner) => isStrandAmbiguous(effect, partner));
  if (ambiguous && !keepAmbiguous) return 'strand-ambiguous';
  const direct = find(effect, other, alleles);
  if (direct !== undefined) return { allele: direct, flipped: false };
  const isSnp = effect.length === 1 && other?.length === 1;
  const turned = isSnp && !ambiguous ? find(complement(effect), complement(other), alleles) : undefined;
  return turned === undefined ? 'alleles-differ' : { allele: turned, flipped: true };
}
