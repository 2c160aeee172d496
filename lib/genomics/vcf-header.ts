import VcfParser from '@gmod/vcf';
import { type BuildEvidence, type Contig, tellBuild } from './genome-build.ts';

export type VcfHeader = {
  /** Sample names in column order. */
  readonly samples: readonly string[];
  readonly build: BuildEvidence['build'];
  readonly buildIssue: BuildEvidence['issue'];
  readonly version: string;
};

/** More header than any caller writes: a file of `##` lines alone must not fill the memory. */
export const HEADER_LIMIT = 1 << 24;

const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d+$/.test(value)
      ? Number(value)
      : undefined;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function contigsOf(metadata: unknown): { readonly contigs: Contig[]; readonly assemblies: string } {
  const sent = isMap(metadata) ? Object.entries(metadata) : [];
  const contigs = sent.map(([id, fields]) => ({
    name: id,
    length: asNumber(isMap(fields) ? fields.length : undefined),
  }));
  const assemblies = sent.map(([, fields]) => String((isMap(fields) && fields.assembly) || '')).join(' ');
  return { contigs, assemblies };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What is asked of the parser, which throws on headers that it does not understand; `null` then. */
function parse(header: string) {
  try {
    const parser = new VcfParser({ header, strict: false });
    const [contig, reference, fileformat] = ['contig', 'reference', 'fileformat'].map((name): unknown =>
      parser.getMetadata(name),
    );
    return { contig, reference, fileformat, samples: parser.samples };
  } catch {
    return null;
  }
}

/**
 * Reads the `##` lines and the column line. Lines that are no VCF metadata are left out, so one bad line does not lose
 * the rest.
 *
 * @param firstContig CHROM of the first row, which tells the build where it is an accession
 * @returns the header, or the end of the sentence "The file cannot be read as VCF: …"
 */
export function readVcfHeader(lines: readonly string[], firstContig?: string): VcfHeader | string {
  const columns = lines.findLast((line) => line.startsWith('#CHROM'));
  if (columns === undefined) return 'it has no #CHROM line';
  if (columns.split('\t').length < 8) return 'its #CHROM line has fewer than 8 columns separated by tabs';
  const metadata = lines.filter((line) => /^##[^=]+=./.test(line));
  const parsed = parse([...metadata, columns].join('\n'));
  if (parsed === null) return 'its header is not that of a VCF file';
  const { contigs, assemblies } = contigsOf(parsed.contig);
  const seen = firstContig === undefined ? contigs : [...contigs, { name: firstContig, length: undefined }];
  const evidence = tellBuild(seen, `${text(parsed.reference)} ${assemblies}`);
  const version = text(parsed.fileformat);
  return { samples: parsed.samples, build: evidence.build, buildIssue: evidence.issue, version };
}
