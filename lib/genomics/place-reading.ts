import type { Change } from './clinvar-extract.ts';
import type { Genotype, VcfRow } from './vcf-row.ts';

/**
 * What a file tells of a place, in rising order of weight where several rows speak of it: a called rearrangement counts
 * more than a reading, because one copy of the place is then gone or elsewhere.
 */
export const PLACE_STATES = [
  'not-in-file',
  'no-call',
  'doubted',
  'read',
  'reference-differs',
  'rearranged',
] as const;
export type PlaceState = (typeof PLACE_STATES)[number];

/** `RefCall` is DeepVariant's word for "called, and like the reference". */
const PASSED = new Set(['PASS', '.', '', 'REFCALL']);
const STRUCTURAL = /^<(DEL|DUP|INV|CNV|TRA)\b|[[\]]|^\*$/;
/** Shortest deletion that is called structural (Sudmant PH et al., Nature 2015;526:75–81). */
const STRUCTURAL_LENGTH = 50;

const hasPassed = ({ filter }: VcfRow): boolean => PASSED.has(filter.toUpperCase());

/** The alternate is a rearrangement: symbolic, a breakend, a deletion that began before, or a long deleted sequence. */
const isStructural = (reference: string, alternate: string): boolean =>
  STRUCTURAL.test(alternate) ||
  (/^[ACGTN]+$/.test(alternate) && reference.length - alternate.length >= STRUCTURAL_LENGTH);

/** Allele numbers of the rearrangements that a person carries. */
export function calledRearrangements(row: VcfRow, genotype: Genotype | null): readonly number[] {
  const called = new Set(genotype?.alleles ?? []);
  const { reference } = row;
  return row.alternates.flatMap((alternate, at) =>
    called.has(at + 1) && isStructural(reference, alternate) ? [at + 1] : [],
  );
}

/** The bases that REF and a canonical change both name are the same; `N` names none. */
function agreesWithReference(row: VcfRow, { position, deleted }: Change): boolean {
  const { reference } = row;
  const start = row.position - 1;
  for (let at = Math.max(start, position); at < position + deleted.length; at += 1) {
    const own = reference[at - start];
    if (own === undefined) break;
    if (own !== 'N' && own !== deleted[at - position]) return false;
  }
  return true;
}

/** An indel's row does not reach over the whole repeat of its SPDI, so the first base decides. */
export const reaches = (row: VcfRow, { position }: Change): boolean =>
  row.position - 1 <= position && position < row.last;

/** What one row tells of a place that it reaches. */
export function readingOf(row: VcfRow, genotype: Genotype | null, change: Change): PlaceState {
  if (calledRearrangements(row, genotype).length > 0) return 'rearranged';
  if (!agreesWithReference(row, change)) return 'reference-differs';
  if (genotype === null || genotype.alleles.includes(null)) return 'no-call';
  return hasPassed(row) ? 'read' : 'doubted';
}
