import { founderPanel } from './founders.ts';
import { ASSEMBLY, CONTIGS } from './genome-build.ts';
import type { Call, Calls } from './genotype-calls.ts';
import { genotypeQuality } from './genotype-calls.ts';
import { type RareVariant, rareVariants } from './rare-variants.ts';
import type { Site } from './sites.ts';
import type { IndexedLine } from './tabix-index.ts';

/** A line of every patient's file, in the order of the genome. `place`: index into the calls of its kind. */
type Row = IndexedLine & {
  readonly kind: 'sites' | 'rare';
  readonly place: number;
  /** The first nine columns with a tab after each: the same in every file. */
  readonly fixed: Uint8Array;
};

/** VCF 4.3 specification, section 1.4. */
const META = [
  '##fileformat=VCFv4.3',
  '##FILTER=<ID=PASS,Description="All filters passed">',
  '##source=SIMULATED: Consilium simulator; no person has this genome',
  `##reference=${ASSEMBLY}`,
  '##INFO=<ID=GENE,Number=1,Type=String,Description="Gene, HGNC symbol">',
  '##INFO=<ID=HGVSC,Number=1,Type=String,Description="Coding change, HGVS">',
  '##INFO=<ID=HGVSP,Number=1,Type=String,Description="Predicted protein change, HGVS">',
  '##INFO=<ID=CLNVC,Number=1,Type=String,Description="ClinVar accession">',
  '##INFO=<ID=CLNSIG,Number=1,Type=String,Description="Significance in ClinVar">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype; phased at simulated common sites">',
  '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality, phred">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Read depth">',
  ...CONTIGS.map(({ name, length }) => `##contig=<ID=${name},length=${length},assembly=${ASSEMBLY}>`),
];

const encoder = new TextEncoder();
const FORMAT = 'GT:GQ:DP';

function fixedColumns(
  place: Pick<Site, 'chromosome' | 'position' | 'ref' | 'alt'>,
  id: string,
  info: string,
) {
  const { chromosome, position, ref, alt } = place;
  const columns = [chromosome, position, id, ref, alt, '.', 'PASS', info, FORMAT];
  return encoder.encode(`${columns.join('\t')}\t`);
}

function variantInfo({ gene, transcript, coding, protein, clinVar, significance }: RareVariant): string {
  return [
    `GENE=${gene}`,
    `HGVSC=${transcript}:${coding}`,
    ...(protein === null ? [] : [`HGVSP=${protein}`]),
    ...(clinVar === null ? [] : [`CLNVC=${clinVar}`]),
    `CLNSIG=${significance.replace(' ', '_')}`,
  ].join(';');
}

function buildRows(): Row[] {
  const sites = founderPanel().sites.map(
    (site, place): Row => ({
      chromosome: site.chromosome,
      position: site.position,
      span: 1,
      kind: 'sites',
      place,
      fixed: fixedColumns(site, site.id, '.'),
    }),
  );
  const rare = rareVariants.map(
    (variant, place): Row => ({
      chromosome: variant.chromosome,
      position: variant.position,
      span: variant.ref.length,
      kind: 'rare',
      place,
      fixed: fixedColumns(variant, variant.dbSnp ?? '.', variantInfo(variant)),
    }),
  );
  const order = new Map(CONTIGS.map(({ name }, n) => [name, n]));
  const rank = ({ chromosome }: Row) => order.get(chromosome) ?? CONTIGS.length;
  return [...sites, ...rare].sort((a, b) => rank(a) - rank(b) || a.position - b.position);
}

let rows: readonly Row[] | undefined;

type VcfText = {
  readonly text: Uint8Array;
  readonly lines: readonly IndexedLine[];
  /** Where the first line begins and where each ends. */
  readonly start: number;
  readonly ends: Uint32Array;
};

const MARK = { '-1': 46, '0': 48, '1': 49 } as const;
const [COLON, BAR, SLASH, NEWLINE] = [58, 124, 47, 10];

/** Bytes of `call` as GT:GQ:DP and a new line, written at `at`; returns where they end. Numbers are below 100. */
function writeCall(text: Uint8Array, at: number, call: Call, phased: boolean): number {
  let end = at;
  const put = (byte: number) => {
    text[end] = byte;
    end += 1;
  };
  const number = (value: number) => {
    if (value >= 10) put(48 + Math.floor(value / 10));
    put(48 + (value % 10));
  };
  put(MARK[call.first]);
  put(phased ? BAR : SLASH);
  put(MARK[call.second]);
  put(COLON);
  number(genotypeQuality(call));
  put(COLON);
  number(call.depth);
  put(NEWLINE);
  return end;
}

/** VCF 4.3 of one sample. Simulated common sites are phased, rare variants are not. */
export function writeVcf(sample: string, calls: Calls): VcfText {
  rows ??= buildRows();
  const columns = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT', sample];
  const header = encoder.encode(`${META.join('\n')}\n${columns.join('\t')}\n`);
  const most = rows.reduce((sum, { fixed }) => sum + fixed.length + 10, header.length);
  const text = new Uint8Array(most);
  text.set(header);
  const ends = new Uint32Array(rows.length);
  let at = header.length;
  for (const [n, { fixed, kind, place }] of rows.entries()) {
    text.set(fixed, at);
    at += fixed.length;
    const call = calls[kind][place] ?? { first: -1, second: -1, depth: 0 };
    at = writeCall(text, at, call, kind === 'sites');
    ends[n] = at;
  }
  return { text: text.subarray(0, at), lines: rows, start: header.length, ends };
}
