import type { Issue } from '#lib/clinical/issue.ts';
import { type Assembly, assemblyOfAccession, chromosomeLength } from './assemblies.ts';
import { UNKNOWN_CHROMOSOME } from './genome-build.ts';
import type { VcfHeader } from './vcf-header.ts';
import type { VcfRow } from './vcf-row.ts';

const rows = (count: number): string => `${count} row${count === 1 ? '' : 's'}`;

/** What was wrong with the rows of a file, counted so that a broken file gives a few sentences and not thousands. */
export class RowCensus {
  readonly #header: VcfHeader;
  read = 0;
  #unreadable = 0;
  #widthDiffers = 0;
  #unknownContig = 0;
  #beyondEnd = 0;
  #otherAssembly = 0;
  #other: Assembly | undefined;
  #checked = '';
  #differs = false;
  #contig = '';

  constructor(header: VcfHeader) {
    this.#header = header;
  }

  /** Whether the row can be used. */
  admit(row: VcfRow, taken: boolean): boolean {
    if (!taken) {
      this.#unreadable += 1;
      return false;
    }
    const { samples, build } = this.#header;
    if (row.sampleColumns !== samples.length) {
      this.#widthDiffers += 1;
      return false;
    }
    this.read += 1;
    if (this.#isOfOtherAssembly(row.contig)) this.#otherAssembly += 1;
    if (row.chromosome === UNKNOWN_CHROMOSOME) {
      this.#unknownContig += 1;
      this.#contig ||= row.contig.slice(0, 40);
    } else if (build && row.position > (chromosomeLength(build, row.chromosome) ?? row.position))
      this.#beyondEnd += 1;
    return true;
  }

  /** Whether a contig is called by an accession of another assembly than the header's; a name is looked at once. */
  #isOfOtherAssembly(contig: string): boolean {
    if (contig === this.#checked) return this.#differs;
    const assembly = assemblyOfAccession(contig);
    this.#checked = contig;
    this.#differs = assembly !== undefined && this.#header.build !== null && assembly !== this.#header.build;
    if (this.#differs) this.#other = assembly;
    return this.#differs;
  }

  /** Positions that the stated build does not have: the header is wrong, or the rows are of another build. */
  get contradictsBuild(): boolean {
    return this.#beyondEnd > 0 || this.#otherAssembly > 0;
  }

  issues(file: string): Issue[] {
    const { samples, build } = this.#header;
    const found: readonly (readonly [number, Issue['code'], Issue['severity'], string])[] = [
      [
        this.#unreadable,
        'genotype-file',
        'warning',
        'left out: fewer than eight columns, or the position is no number',
      ],
      [
        this.#widthDiffers,
        'genotype-file',
        'warning',
        `left out: the number of sample columns is not the header's (${samples.length})`,
      ],
      [
        this.#unknownContig,
        'genotype-file',
        'information',
        `on contigs that are no chromosome (e.g. ${this.#contig}) not used`,
      ],
      [
        this.#beyondEnd,
        'genome-build',
        'error',
        `beyond the end of a chromosome in ${build}, the stated build`,
      ],
      [
        this.#otherAssembly,
        'genome-build',
        'error',
        `on contigs named as in ${this.#other}, but the file is on ${build}`,
      ],
    ];
    return found
      .filter(([count]) => count > 0)
      .map(([count, code, severity, text]) => ({ code, severity, file, message: `${rows(count)} ${text}.` }));
  }
}
