import type { Issue } from '#lib/clinical/issue.ts';
import type { ByteSource } from './inflate.ts';
import { LINE_LIMIT, type LineOptions, type LinesRead, readLines } from './lines.ts';
import { RowCensus } from './row-census.ts';
import { HEADER_LIMIT, readVcfHeader, type VcfHeader } from './vcf-header.ts';
import { VcfRow } from './vcf-row.ts';

const HASH = 35;

/** A file by the name that issues call it. */
export type NamedSource = { readonly name: string; readonly source: ByteSource };

/** Gets the header before the first row, then each row in the file's order; the row is valid during the call alone. */
type VcfVisitor = {
  readonly header?: (header: VcfHeader) => void;
  readonly row: (row: VcfRow) => void;
};

type VcfRead = {
  /** `null`: the file is no VCF, and `issues` says why. */
  readonly header: VcfHeader | null;
  /** Rows that could be read. */
  readonly rows: number;
  /** Some positions do not exist in the build that the header states. */
  readonly contradictsBuild: boolean;
  readonly issues: readonly Issue[];
};

class VcfReader {
  readonly #visitor: VcfVisitor;
  readonly #decoder = new TextDecoder();
  readonly #row = new VcfRow();
  readonly #lines: string[] = [];
  #length = 0;
  header: VcfHeader | string | undefined;
  census: RowCensus | undefined;

  constructor(visitor: VcfVisitor) {
    this.#visitor = visitor;
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    if (bytes[start] === HASH) this.#headerLine(bytes, start, end);
    else this.#bodyLine(bytes, start, end);
  }

  /** A file without rows has its header read here. */
  end(): void {
    if (this.header === undefined) this.#open();
  }

  #headerLine(bytes: Uint8Array, start: number, end: number): void {
    this.#length += end - start;
    if (this.header !== undefined || this.#length > HEADER_LIMIT) return;
    this.#lines.push(this.#decoder.decode(bytes.subarray(start, end)));
  }

  #bodyLine(bytes: Uint8Array, start: number, end: number): void {
    const taken = this.#row.take(bytes, start, end);
    if (this.header === undefined) this.#open(this.#row.contig);
    if (this.census?.admit(this.#row, taken)) this.#visitor.row(this.#row);
  }

  #open(firstContig?: string): void {
    this.header = readVcfHeader(this.#lines, firstContig);
    if (typeof this.header === 'string') return;
    this.census = new RowCensus(this.header);
    this.#visitor.header?.(this.header);
  }
}

const noVcf = (file: string, reason: string): VcfRead => ({
  header: null,
  rows: 0,
  contradictsBuild: false,
  issues: [
    { code: 'genotype-file', severity: 'error', file, message: `${file} cannot be read as VCF: ${reason}.` },
  ],
});

function readingIssues(file: string, { stopped, skipped }: LinesRead, rows: number): Issue[] {
  const issues: Issue[] = [];
  if (stopped !== null)
    issues.push({
      code: 'genotype-file',
      severity: 'warning',
      file,
      message: `${file}: reading ended early, because ${stopped}. The ${rows} rows before that are used.`,
    });
  if (skipped > 0)
    issues.push({
      code: 'genotype-file',
      severity: 'warning',
      file,
      message: `${file}: ${skipped} line${skipped === 1 ? '' : 's'} longer than ${LINE_LIMIT >> 20} MiB left out.`,
    });
  return issues;
}

/**
 * Streams a VCF 4.x file, plain, gzip or bgzip, through a visitor. Bad data never throws: what was left out stands in
 * `issues`. Aborting rejects with the signal's reason.
 *
 * Columns are cut by this module and not by `@gmod/vcf`, which reads the header: docs/adr/0012 has the measure.
 */
export async function readVcf(
  { name, source }: NamedSource,
  visitor: VcfVisitor,
  options: LineOptions = {},
): Promise<VcfRead> {
  const reader = new VcfReader(visitor);
  const lines = await readLines(source, (...line) => reader.line(...line), options);
  reader.end();
  const { header, census } = reader;
  if (typeof header !== 'object' || !census) {
    return noVcf(name, lines.stopped ?? (typeof header === 'string' ? header : 'it is empty'));
  }
  return {
    header,
    rows: census.read,
    contradictsBuild: census.contradictsBuild,
    issues: [
      ...(header.buildIssue ? [{ ...header.buildIssue, file: name }] : []),
      ...readingIssues(name, lines, census.read),
      ...census.issues(name),
    ],
  };
}
