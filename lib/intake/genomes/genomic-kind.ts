import { chipNameOf } from '#lib/genomics/chip-text.ts';
import { inflate } from '#lib/genomics/inflate.ts';

export type GenomicKind = 'vcf' | 'chip' | 'tabix' | 'clinvar' | 'scoring';

type Test = { readonly test: (head: string) => boolean };

const kinds: Readonly<Record<GenomicKind, Test>> = {
  vcf: /^##fileformat=VCF/,
  chip: { test: (head) => chipNameOf(head) !== undefined },
  // "TBI" and the version: https://samtools.github.io/hts-specs/tabix.pdf
  tabix: new RegExp(`^TBI${String.fromCharCode(1)}`),
  clinvar: /^Name\t.*Canonical[_ ]?SPDI/,
  scoring: /^(###PGS CATALOG|#pgs_id=)|^(#.*\r?\n)*([a-z_]+\t)*effect_allele\t/i,
};

/** Two of the largest blocks of bgzip. */
const SNIFFED = 1 << 17;

export const isGenomic = (kind: string): kind is GenomicKind => kind in kinds;

/** Which genomic file it is by its first characters, inflated when it is gzip; `undefined`: none. */
export async function genomicKindOf(file: Blob): Promise<GenomicKind | undefined> {
  for await (const piece of inflate(file.slice(0, SNIFFED))) {
    if ('stopped' in piece) return undefined;
    // UTF-8, because it drops a byte order mark.
    const text = new TextDecoder().decode(piece.bytes.subarray(0, SNIFFED));
    return Object.keys(kinds)
      .filter(isGenomic)
      .find((kind) => kinds[kind].test(text));
  }
  return undefined;
}
