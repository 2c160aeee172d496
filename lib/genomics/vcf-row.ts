import { chromosomeNumber, UNKNOWN_CHROMOSOME } from './genome-build.ts';

const TAB = 9;
const COLON = 58;
const SEMICOLON = 59;
const ZERO = 48;
const DOT = 46;
const LESS = 60;
/** CHROM POS ID REF ALT QUAL FILTER INFO FORMAT */
const FIXED = 9;

const decoder = new TextDecoder();

type CallVisitor = (bytes: Uint8Array, from: number, to: number, sample: number) => void;

/** A genotype as called: allele numbers, 0 the reference; `null` where no call was made. */
export type Genotype = { readonly alleles: readonly (number | null)[]; readonly phased: boolean };

/**
 * One line of a VCF body, read where it lies: columns are found once, and turned into text only when asked for. The
 * row is reused for the next line, so nothing may keep it.
 */
export class VcfRow {
  #bytes = new Uint8Array(0) as Uint8Array;
  readonly #start = new Int32Array(FIXED + 1);
  #columns = 0;
  #end = 0;
  #name = '';
  chromosome = UNKNOWN_CHROMOSOME;
  /** 1-based; 0 when the column is no number. */
  position = 0;

  /** Takes the next line. False: fewer than eight columns or no position. */
  take(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#end = end;
    this.#start[0] = start;
    this.#columns = 1;
    let at = start;
    for (; at < end && this.#columns <= FIXED; at += 1)
      if (bytes[at] === TAB) {
        this.#start[this.#columns] = at + 1;
        this.#columns += 1;
      }
    this.position = this.#columns >= 8 ? this.#number(1) : 0;
    this.#readChromosome();
    return this.position > 0;
  }

  get id(): string {
    return this.#text(2);
  }

  /** As printed in the file. */
  get contig(): string {
    return this.#name;
  }

  get reference(): string {
    return this.#text(3).toUpperCase();
  }

  /** Alternate alleles; empty for `.`. Symbolic ones (`<DEL>`, `*`, breakends) stand as sent. */
  get alternates(): readonly string[] {
    const sent = this.#text(4);
    return sent === '.' ? [] : sent.toUpperCase().split(',');
  }

  /** No alternate but "any other" (`.`, `<NON_REF>`, `<*>`): the row of a gVCF that says how it is like the reference. */
  get isReferenceOnly(): boolean {
    const first = this.#bytes[this.#start[4] ?? 0];
    if (first === DOT) return this.#width(4) === 1;
    return first === LESS && ['<NON_REF>', '<*>'].includes(this.#text(4).toUpperCase());
  }

  /** FORMAT has the field. */
  hasField(key: string): boolean {
    return this.#columns > FIXED && this.#text(8).split(':').includes(key);
  }

  get filter(): string {
    return this.#text(6);
  }

  /**
   * Last position that the row speaks about: `END` of a reference block or a structural variant, else its `SVLEN`
   * (VCF 4.4, section 3), else the end of REF.
   */
  get last(): number {
    const info = this.#text(7);
    const end = /(?:^|;)END=(\d+)/.exec(info);
    const stated = end ? Number(end[1]) : this.#structuralEnd(info);
    return Math.max(stated, this.position + this.#width(3) - 1);
  }

  /** An insertion has a length and no extent on the reference. */
  #structuralEnd(info: string): number {
    if (this.#bytes[this.#start[4] ?? 0] !== LESS || /^<INS/i.test(this.#text(4))) return 0;
    const length = /(?:^|;)SVLEN=-?(\d+)/.exec(info);
    return length ? this.position + Number(length[1]) : 0;
  }

  /** Numbers of the `rs123` among the row's identifiers, which a semicolon separates (VCF 4.4, section 1.6.1). */
  get rsNumbers(): readonly number[] {
    const from = this.#start[2] ?? 0;
    const end = from + this.#width(2);
    const numbers: number[] = [];
    for (let start = from; start < end; ) {
      const stop = this.#find(SEMICOLON, start, end);
      const isRs = this.#bytes[start] === 114 && this.#bytes[start + 1] === 115;
      const number = isRs ? this.#digits(start + 2, stop) : 0;
      if (number > 0) numbers.push(number);
      start = stop + 1;
    }
    return numbers;
  }

  /** Columns after FORMAT; a whole file has as many in every row. */
  get sampleColumns(): number {
    if (this.#columns <= FIXED) return 0;
    let count = 1;
    for (let at = this.#start[FIXED] ?? 0; at < this.#end; at += 1) if (this.#bytes[at] === TAB) count += 1;
    return count;
  }

  /**
   * Calls `visit` with the bytes of each sample's GT, or of another field of FORMAT, in column order; `from === to` when
   * there is none. Nothing is called when FORMAT lacks the field.
   */
  eachCall(visit: CallVisitor, key = 'GT'): void {
    const field = this.#text(8).split(':').indexOf(key);
    if (this.#columns <= FIXED || field < 0) return;
    let from = this.#start[FIXED] ?? 0;
    for (let sample = 0; from <= this.#end; sample += 1) {
      const end = this.#find(TAB, from, this.#end);
      const [start, stop] = this.#subfield(from, end, field);
      visit(this.#bytes, start, stop, sample);
      from = end + 1;
    }
  }

  #subfield(from: number, end: number, field: number): readonly [number, number] {
    let start = from;
    for (let skipped = 0; skipped < field; skipped += 1) {
      const colon = this.#find(COLON, start, end);
      if (colon === end) return [end, end];
      start = colon + 1;
    }
    return [start, this.#find(COLON, start, end)];
  }

  /** Where a byte stands next, or `end`. `indexOf` would search the whole piece of the file. */
  #find(byte: number, from: number, end: number): number {
    let at = from;
    while (at < end && this.#bytes[at] !== byte) at += 1;
    return at;
  }

  #readChromosome(): void {
    const from = this.#start[0] ?? 0;
    const width = this.#width(0);
    let same = width === this.#name.length;
    for (let i = 0; same && i < width; i += 1) same = this.#bytes[from + i] === this.#name.charCodeAt(i);
    if (same && width > 0) return;
    this.#name = this.#text(0);
    this.chromosome = chromosomeNumber(this.#name);
  }

  #width(column: number): number {
    if (column >= this.#columns) return 0;
    const from = this.#start[column] ?? 0;
    return (column + 1 < this.#columns ? (this.#start[column + 1] ?? 0) - 1 : this.#end) - from;
  }

  #text(column: number): string {
    const from = this.#start[column] ?? 0;
    const width = this.#width(column);
    return width === 0 ? '' : decoder.decode(this.#bytes.subarray(from, from + width));
  }

  #number(column: number): number {
    const from = this.#start[column] ?? 0;
    return this.#digits(from, from + this.#width(column));
  }

  #digits(from: number, to: number): number {
    if (to === from || to - from > 10) return 0;
    let value = 0;
    for (let at = from; at < to; at += 1) {
      const digit = (this.#bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return 0;
      value = value * 10 + digit;
    }
    return value;
  }
}

const SLASH = 47;
const BAR = 124;

const isMark = (byte: number | undefined): boolean => byte === SLASH || byte === BAR;

/** Reads `0/1`, `1|0`, `.`, `./1`, `1` (haploid) or `0/1/2`; `null` for bytes that are no genotype. */
export function readGenotype(bytes: Uint8Array, from: number, to: number): Genotype | null {
  const alleles: (number | null)[] = [];
  let phased = false;
  // VCF 4.4 allows a leading phase mark.
  let start = isMark(bytes[from]) ? from + 1 : from;
  for (let at = start; at <= to; at += 1) {
    if (at < to && !isMark(bytes[at])) continue;
    const allele = readAllele(bytes, start, at);
    if (allele === undefined) return null;
    alleles.push(allele);
    phased ||= at < to && bytes[at] === BAR;
    start = at + 1;
  }
  return { alleles, phased };
}

function readAllele(bytes: Uint8Array, from: number, to: number): number | null | undefined {
  if (to - from === 1 && bytes[from] === DOT) return null;
  if (to === from || to - from > 4) return undefined;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
