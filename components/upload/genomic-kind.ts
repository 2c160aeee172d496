import { inflate } from '#lib/genomics/inflate.ts';

export type GenomicKind = 'vcf' | 'tabix' | 'clinvar' | 'scoring';

const kinds: Readonly<Record<GenomicKind, RegExp>> = {
  vcf: /^##fileformat=VCF/,
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
    const text = new TextDecoder('latin1').decode(piece.bytes.subarray(0, SNIFFED));
    return Object.keys(kinds)
      .filter(isGenomic)
      .find((kind) => kinds[kind].test(text));
  }
  return undefined;
}
