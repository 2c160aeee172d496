import { type BlockedFile, compressInBlocks } from './bgzf.ts';

/** One line of a VCF: its place in the genome, and where it lies in the uncompressed text (`from` … `to` − 1). */
export type IndexedLine = {
  readonly chromosome: string;
  /** 1-based. */
  readonly position: number;
  /** Bases of the reference that it covers. */
  readonly span: number;
};

/** Smallest bin that holds [begin, end), 0-based: UCSC's scheme, SAMv1 specification, section 5.3. */
export function binOf(begin: number, end: number): number {
  const last = end - 1;
  const levels = [
    [14, 4681],
    [17, 585],
    [20, 73],
    [23, 9],
    [26, 1],
  ] as const;
  const level = levels.find(([shift]) => begin >> shift === last >> shift);
  return level === undefined ? 0 : level[1] + (begin >> level[0]);
}

/** Bin with the file range and the number of records of a whole sequence, which `bcftools index --stats` reads. */
const SUMMARY_BIN = 37_450;

type Chunk = { readonly from: number; to: number };
type Sequence = { readonly bins: Map<number, Chunk[]>; readonly range: Chunk; records: number };

/** Adds a record to its bin; records that follow one another share a chunk. */
function addRecord({ bins, range }: Sequence, bin: number, from: number, to: number): void {
  const chunks = bins.get(bin) ?? [];
  const last = chunks.at(-1);
  if (last?.to === from) last.to = to;
  else chunks.push({ from, to });
  bins.set(bin, chunks);
  range.to = to;
}

class Writer {
  private bytes = new Uint8Array(16_384);
  private view = new DataView(this.bytes.buffer);
  private size = 0;

  int32(...values: readonly number[]): void {
    for (const value of values) {
      this.reserve(4);
      this.view.setInt32(this.size, value, true);
      this.size += 4;
    }
  }
  uint64(...values: readonly number[]): void {
    for (const value of values) this.int32((value % 4_294_967_296) | 0, Math.floor(value / 4_294_967_296));
  }
  text(value: Uint8Array): void {
    this.reserve(value.length);
    this.bytes.set(value, this.size);
    this.size += value.length;
  }
  written(): Uint8Array {
    return this.bytes.subarray(0, this.size);
  }
  private reserve(more: number): void {
    if (this.size + more <= this.bytes.length) return;
    const grown = new Uint8Array(2 * this.bytes.length + more);
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}

function writeSequence(writer: Writer, { bins, range, records }: Sequence): void {
  writer.int32(bins.size + 1);
  for (const [bin, chunks] of [...bins].sort(([a], [b]) => a - b)) {
    writer.int32(bin, chunks.length);
    for (const { from, to } of chunks) writer.uint64(from, to);
  }
  writer.int32(SUMMARY_BIN, 2);
  writer.uint64(range.from, range.to, records, 0);
  // No linear index: it only narrows a search within a bin, and these files have two blocks.
  writer.int32(0);
}

/**
 * Index of a blocked, sorted VCF (.tbi, blocked gzip itself). Li H. Tabix. Bioinformatics 2011;27:718–719; tabix format.
 * @param lines in the order of the file
 * @param ends where each line ends in the uncompressed text; `start` is where the first begins
 */
export function tabixIndex(
  lines: readonly IndexedLine[],
  start: number,
  ends: Uint32Array,
  { virtualOffset }: BlockedFile,
): Uint8Array {
  const sequences = new Map<string, Sequence>();
  let from = virtualOffset(start);
  for (const [n, { chromosome, position, span }] of lines.entries()) {
    const to = virtualOffset(ends[n] ?? 0);
    const sequence = sequences.get(chromosome) ?? { bins: new Map(), range: { from, to }, records: 0 };
    sequences.set(chromosome, sequence);
    addRecord(sequence, binOf(position - 1, position - 1 + span), from, to);
    sequence.records += 1;
    from = to;
  }
  const names = new TextEncoder().encode([...sequences.keys()].map((name) => `${name}\0`).join(''));
  const writer = new Writer();
  writer.text(new TextEncoder().encode('TBI\u0001'));
  // VCF preset: sequence in column 1, begin in 2, no end column, '#' begins a comment, no line skipped.
  writer.int32(sequences.size, 2, 1, 2, 0, '#'.charCodeAt(0), 0, names.length);
  writer.text(names);
  for (const sequence of sequences.values()) writeSequence(writer, sequence);
  return compressInBlocks(writer.written()).bytes;
}
