import { readGenotype, type VcfRow } from './vcf-row.ts';

const ZERO = 48;
const SLASH = 47;
const BAR = 124;

const isDigit = (byte: number | undefined): byte is number => byte !== undefined && byte >= 48 && byte <= 57;
const isSeparator = (byte: number | undefined): boolean => byte === SLASH || byte === BAR;

/** Copies of an allele for each sample of a row, and how many alleles were called. */
export type Dosages = {
  /** NaN: no call, or a half call such as `./1`. */
  readonly copies: Float64Array;
  /** 2 for a diploid call, 1 for a haploid one, 0 without a call. */
  readonly ploidy: Uint8Array;
};

const decoder = new TextDecoder();
const DIPLOID = 2;

/** Expected copies of an allele from DS, which lists them for each ALT; NaN: no number, or no number of copies. */
function expectedCopies(text: string, allele: number): number {
  const each = text.split(',').map((one) => (/^\d*\.?\d+$/.test(one) ? Number(one) : Number.NaN));
  const sum = each.reduce((total, one) => total + one, 0);
  if (!(sum >= 0 && sum <= DIPLOID)) return Number.NaN;
  return allele === 0 ? DIPLOID - sum : (each[allele - 1] ?? 0);
}

/** Takes the dosages of an imputed file whose rows have no GT. */
function takeDosages(row: VcfRow, allele: number, { copies, ploidy }: Dosages): void {
  row.eachCall((bytes, from, to, sample) => {
    const own = to > from ? expectedCopies(decoder.decode(bytes.subarray(from, to)), allele) : Number.NaN;
    if (Number.isNaN(own)) return;
    copies[sample] = own;
    ploidy[sample] = DIPLOID;
  }, 'DS');
}

/**
 * Counts copies of one allele in every sample's call, into arrays that are used again for each row. Without GT the
 * dosage DS counts (VCF 4.3, section 1.6.2), as it does for plink2.
 *
 * @param allele number of the allele; -1: one that no row can carry
 */
export function countCopies(row: VcfRow, allele: number, dosages: Dosages): void {
  const { copies, ploidy } = dosages;
  copies.fill(Number.NaN);
  ploidy.fill(0);
  if (!row.hasField('GT')) {
    takeDosages(row, allele, dosages);
    return;
  }
  row.eachCall((bytes, from, to, sample) => {
    // Nearly every call has the form d/d: no objects for those.
    if (to - from === 3 && isDigit(bytes[from]) && isSeparator(bytes[from + 1]) && isDigit(bytes[from + 2])) {
      copies[sample] =
        Number((bytes[from] ?? 0) - ZERO === allele) + Number((bytes[from + 2] ?? 0) - ZERO === allele);
      ploidy[sample] = 2;
      return;
    }
    const genotype = readGenotype(bytes, from, to);
    if (genotype === null || genotype.alleles.includes(null)) return;
    copies[sample] = genotype.alleles.filter((one) => one === allele).length;
    ploidy[sample] = genotype.alleles.length;
  });
}

export const dosagesFor = (samples: number): Dosages => ({
  copies: new Float64Array(samples),
  ploidy: new Uint8Array(samples),
});
