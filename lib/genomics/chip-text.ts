import { assembliesNamedIn } from './assemblies.ts';
import { readLines } from './lines.ts';
import type { NamedSource } from './read-vcf.ts';

/** A company whose download of raw genotypes is read, by the words of its comments. */
const COMPANIES: readonly (readonly [name: string, words: RegExp])[] = [
  ['23andMe', /23andMe/i],
  ['AncestryDNA', /Ancestry ?DNA|AncestryDNA/i],
  ['MyHeritage', /MyHeritage/i],
  ['FamilyTreeDNA', /Family ?Tree ?DNA|FTDNA/i],
];

const COLUMNS =
  /^#?[\t ]*"?rsid"?[\t, ]+"?chromosome"?[\t, ]+"?position"?[\t, ]+"?(genotype|result|allele1)"?/im;

/** What the file is called on screen, e.g. `23andMe genotype text`; `undefined`: it is no raw download of a chip. */
export function chipNameOf(head: string): string | undefined {
  if (!COLUMNS.test(head)) return undefined;
  const company = COMPANIES.find(([, words]) => words.test(head))?.[0];
  return `${company ?? 'Chip'} genotype text`;
}

/** AncestryDNA numbers what others call by letters; 25 is the pseudo-autosomal part that X and Y share. */
const NUMBERED: Readonly<Record<string, string>> = { '23': 'X', '24': 'Y', '25': 'X', '26': 'MT', XY: 'X' };
const FIXED = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT';

/**
 * The row of a call. A chip's text does not say which allele is the reference: REF here is the first allele that was
 * called, so that copies can be counted and nothing about the reference may be concluded.
 */
function rowOf(id: string, chromosome: string, position: string, alleles: string): string | undefined {
  if (!/^[ACGT]{1,2}$/.test(alleles) || !/^[1-9]\d*$/.test(position)) return undefined;
  const [first = '', second] = alleles;
  const [alternate, call] =
    second === undefined ? ['.', '0'] : second === first ? ['.', '0/0'] : [second, '0/1'];
  const contig = NUMBERED[chromosome.toUpperCase()] ?? chromosome;
  return [contig, position, id, first, alternate, '.', '.', '.', 'GT', call].join('\t');
}

class ChipReader {
  readonly rows: string[] = [];
  readonly comments: string[] = [];
  #unread = 0;

  line(text: string): void {
    if (text.startsWith('#')) {
      this.comments.push(text);
      return;
    }
    const [id = '', chromosome = '', position = '', one = '', two = ''] = text
      .split(/[\t,]/)
      .map((cell) => cell.trim().replaceAll('"', ''));
    if (/^rsid$/i.test(id)) return;
    const row = rowOf(id, chromosome, position, `${one}${two}`.toUpperCase());
    if (row === undefined) this.#unread += 1;
    else this.rows.push(row);
  }

  /** Lines without two letters of A, C, G, T: no call (`--`, `00`), an insertion or a deletion (`II`, `DD`). */
  get unread(): number {
    return this.#unread;
  }
}

type ChipGenotypes = {
  readonly vcf: { readonly name: string; readonly source: Blob };
  /** e.g. `23andMe genotype text` */
  readonly kind: string;
  readonly unread: number;
  /** Why reading ended early; `null`: it did not. */
  readonly stopped: string | null;
};

/**
 * Rewrites the raw genotypes of a consumer chip as VCF, so that one reader serves both. The companies report the plus
 * strand of the build that their comments name (23andMe: "build 37"). `null`: the file is no such text.
 *
 * For counting alleles of known common variants alone: see `rowOf`, and of rare variants a chip calls most wrongly (Weedon
 * MN et al., BMJ 2021;372:n214).
 */
export async function readChip({ name, source }: NamedSource): Promise<ChipGenotypes | null> {
  const reader = new ChipReader();
  const decoder = new TextDecoder();
  let head = '';
  const { stopped } = await readLines(source, (bytes, start, end) => {
    const text = decoder.decode(bytes.subarray(start, end));
    if (head.length < 1 << 14) head += `${text}\n`;
    reader.line(text);
  });
  const kind = chipNameOf(head);
  if (kind === undefined) return null;
  const named = assembliesNamedIn(reader.comments.join(' '));
  const header = ['##fileformat=VCFv4.3', ...named.map((one) => `##reference=${one}`)];
  const text = [...header, `${FIXED}\tsample`, ...reader.rows, ''].join('\n');
  return { vcf: { name, source: new Blob([text]) }, kind, unread: reader.unread, stopped };
}
