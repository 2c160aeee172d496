import type { Issue } from '#lib/clinical/issue.ts';
import { buildNamedIn, type GenomeBuild } from './assemblies.ts';
import { chromosomeNumber } from './genome-build.ts';
import { readLines } from './lines.ts';
import type { NamedSource } from './read-vcf.ts';

/** Where a weight applies; position 0: the file gives none in this system of coordinates. */
export type Locus = { readonly chromosome: number; readonly position: number };

/** One row of a scoring file that can be applied. */
export type Weight = {
  /** As the authors reported it, in `ScoringFile.build`. */
  readonly reported: Locus;
  /** As the PGS Catalog harmonised it, in `ScoringFile.harmonisedBuild`. */
  readonly harmonised: Locus;
  /** Number in `rs123`; 0: none. */
  readonly rsNumber: number;
  readonly effect: string;
  /** `null`: neither given nor inferred. */
  readonly other: string | null;
  readonly weight: number;
  readonly mode: 'additive' | 'dominant' | 'recessive';
  /** Frequency of the effect allele; `null`: not given. */
  readonly frequency: number | null;
};

export type ScoringFile = {
  readonly id: string;
  readonly name: string;
  readonly trait: string;
  readonly build: GenomeBuild | null;
  readonly harmonisedBuild: GenomeBuild | null;
  readonly weights: readonly Weight[];
  /** Rows that this arithmetic cannot apply, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  readonly issues: readonly Issue[];
};

type Columns = ReadonlyMap<string, number>;
type Cell = (name: string) => string;

const isTrue = (text: string): boolean => /^(true|1|yes)$/i.test(text);
const ALLELE = /^[ACGT]+$/;
/** Weights per genotype and not per allele: PGS Catalog columns for non-additive effects. */
const GENOTYPE_WEIGHTS = ['dosage_0_weight', 'dosage_1_weight', 'dosage_2_weight'];

/** Ratios: `weight_type` of the PGS Catalog's header. They multiply, and a sum of them is no score. */
const RATIO = /^\s*(or|hr|rr|irr|(odds|hazard|risk|rate)[ _]?ratio)\b/i;

const isRatio = (weightType: string): boolean => RATIO.test(weightType) && !/log|ln/i.test(weightType);

/** Why a row cannot be applied, or `undefined` when it can. */
function refusal(cell: Cell, headerType: string): string | undefined {
  const weightType = cell('weight_type') || headerType;
  if (isRatio(weightType))
    return `weights are ratios (weight_type ${weightType}), which do not add up; take a file with their logarithms`;
  return refusalOfKind(cell) ?? refusalOfValues(cell);
}

/** Effects that are not those of one allele of one variant. */
function refusalOfKind(cell: Cell): string | undefined {
  if (isTrue(cell('is_interaction')) || cell('effect_allele').includes('_x_'))
    return 'interaction of several variants';
  if (isTrue(cell('is_haplotype')) || isTrue(cell('is_diplotype'))) return 'haplotype or diplotype';
  if (GENOTYPE_WEIGHTS.some((name) => cell(name) !== '')) return 'weights for genotypes, not alleles';
  return undefined;
}

function refusalOfValues(cell: Cell): string | undefined {
  if (!ALLELE.test(cell('effect_allele').toUpperCase())) return 'effect allele is no sequence of A, C, G, T';
  const other = cell('other_allele').toUpperCase();
  if (other !== '' && !ALLELE.test(other)) return 'other allele is no sequence of A, C, G, T';
  if (!Number.isFinite(weightOf(cell))) return 'effect weight is no number';
  return undefined;
}

const weightOf = (cell: Cell): number => {
  const text = cell('effect_weight');
  return text === '' ? Number.NaN : Number(text);
};

function locusOf(chromosome: string, position: string): Locus {
  const number = /^\d{1,10}$/.test(position) ? Number(position) : 0;
  return { chromosome: chromosomeNumber(chromosome), position: number };
}

const rsOf = (text: string): number => Number(/^rs(\d{1,10})$/.exec(text)?.[1] ?? 0);

/** The authors' other allele, else the one that harmonisation inferred when it inferred a single one. */
function otherOf(cell: Cell): string | null {
  const given = cell('other_allele') || cell('reference_allele') || cell('hm_inferOtherAllele');
  return ALLELE.test(given.toUpperCase()) ? given.toUpperCase() : null;
}

function frequencyOf(cell: Cell): number | null {
  const text = cell('allelefrequency_effect');
  const value = text === '' ? Number.NaN : Number(text);
  return value >= 0 && value <= 1 ? value : null;
}

const modeOf = (cell: Cell): Weight['mode'] =>
  isTrue(cell('is_dominant')) ? 'dominant' : isTrue(cell('is_recessive')) ? 'recessive' : 'additive';

const readWeight = (cell: Cell): Weight => ({
  reported: locusOf(cell('chr_name'), cell('chr_position')),
  harmonised: locusOf(cell('hm_chr'), cell('hm_pos')),
  rsNumber: rsOf(cell('hm_rsID')) || rsOf(cell('rsID')),
  effect: cell('effect_allele').toUpperCase(),
  other: otherOf(cell),
  weight: weightOf(cell),
  mode: modeOf(cell),
  frequency: frequencyOf(cell),
});

/** Header keys of format 2.0 (`#pgs_id=`) and of the first format (`# PGS ID = `). */
function headerEntry(line: string): readonly [string, string] | undefined {
  const match = /^#+\s*([^=]{1,60})=(.*)$/.exec(line);
  if (!match) return undefined;
  const key = (match[1] ?? '').trim().toLowerCase().replaceAll(' ', '_');
  return [key, (match[2] ?? '').trim()];
}

const NEEDED = ['effect_allele', 'effect_weight'];

const KNOWN_CASE = new Map(
  ['rsID', 'hm_rsID', 'hm_inferOtherAllele'].map((name) => [name.toLowerCase(), name]),
);

/** Column names differ in case between hands; the names used here are the PGS Catalog's. */
function columnName(sent: string): string {
  const name = sent.trim().toLowerCase();
  return KNOWN_CASE.get(name) ?? name;
}

class ScoringFileReader {
  readonly header = new Map<string, string>();
  readonly weights: Weight[] = [];
  readonly refused: Record<string, number> = {};
  missingColumns: readonly string[] | undefined;
  #columns: Columns | undefined;
  #separator: string | RegExp = '\t';

  line(line: string): void {
    if (line.startsWith('#')) {
      const entry = headerEntry(line);
      if (entry) this.header.set(...entry);
    } else if (!this.#columns) this.#readColumns(line);
    else if (this.missingColumns?.length === 0) this.#readRow(this.#cellsOf(line), this.#columns);
  }

  /** Tabs, as the PGS Catalog has it, or whatever the line of column names is cut by. */
  #cellsOf(line: string): readonly string[] {
    return this.#separator === '\t' ? line.split('\t') : line.trim().split(this.#separator);
  }

  #readColumns(line: string): void {
    this.#separator = line.includes('\t') ? '\t' : line.includes(',') ? ',' : /\s+/;
    const names = this.#cellsOf(line);
    this.#columns = new Map(names.map((name, index) => [columnName(name), index]));
    const columns = this.#columns;
    this.missingColumns = NEEDED.filter((name) => !columns.has(name));
    const placed = ['chr_position', 'hm_pos', 'rsID', 'hm_rsID'].some((name) => columns.has(name));
    if (!placed) this.missingColumns = [...this.missingColumns, 'chr_position or rsID'];
  }

  #readRow(cells: readonly string[], columns: Columns): void {
    const cell: Cell = (name) => {
      const text = cells[columns.get(name) ?? -1]?.trim() ?? '';
      return text === 'NA' ? '' : text;
    };
    const reason = refusal(cell, this.header.get('weight_type') ?? '');
    if (reason === undefined) this.weights.push(readWeight(cell));
    else this.refused[reason] = (this.refused[reason] ?? 0) + 1;
  }
}

const buildOf = (text: string | undefined): GenomeBuild | null => (text && buildNamedIn(text)) || null;

const counted = (count: number): string => `${count} row${count === 1 ? '' : 's'}`;

const rowsIn = ({ weights, refused }: Pick<ScoringFileReader, 'weights' | 'refused'>): number =>
  weights.length + Object.values(refused).reduce((sum, count) => sum + count, 0);

/** How many variants the header states (`variants_number`); `undefined`: it states none. */
function statedNumber({ header }: ScoringFileReader): number | undefined {
  const text = header.get('variants_number') ?? header.get('number_of_variants') ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** What cannot be applied, with the rows that the header states and the file lacks: a part of a score is another score. */
function withMissing(reader: ScoringFileReader): Readonly<Record<string, number>> {
  const missing = (statedNumber(reader) ?? 0) - rowsIn(reader);
  return missing > 0 ? { ...reader.refused, [MISSING]: missing } : reader.refused;
}

const MISSING = 'stated in the header (variants_number) but not in the file';

function surplusOf(reader: ScoringFileReader): string | false {
  const stated = statedNumber(reader);
  const rows = rowsIn(reader);
  return stated !== undefined && rows > stated && `holds ${rows} rows, but its header states ${stated}`;
}

function issuesOf(
  file: string,
  reader: ScoringFileReader,
  refused: Readonly<Record<string, number>>,
  stopped: string | null,
): Issue[] {
  const { missingColumns } = reader;
  const surplus = surplusOf(reader);
  const errors = [
    stopped && `${file}: reading ended early, because ${stopped}.`,
    missingColumns === undefined && `${file} has no line of column names.`,
    missingColumns?.length && `${file} lacks the column ${missingColumns.join(', ')}.`,
  ].flatMap((message) => message || []);
  const warnings = [
    ...Object.entries(refused).map(([reason, count]) => `${file}: ${counted(count)} not applied: ${reason}.`),
    ...(surplus ? [`${file} ${surplus}.`] : []),
  ];
  const issue =
    (severity: Issue['severity']) =>
    (message: string): Issue => ({
      code: 'scoring-file',
      severity,
      file,
      message,
    });
  return [...errors.map(issue('error')), ...warnings.map(issue('warning'))];
}

/**
 * Reads a scoring file of the PGS Catalog (format 1 or 2, plain or harmonised, gzip or not;
 * https://www.pgscatalog.org/downloads/#scoring_columns). Never throws for bad data.
 */
export async function readScoringFile({ name, source }: NamedSource): Promise<ScoringFile> {
  const reader = new ScoringFileReader();
  const decoder = new TextDecoder();
  const { stopped } = await readLines(source, (bytes, start, end) =>
    reader.line(decoder.decode(bytes.subarray(start, end))),
  );
  const { header, weights } = reader;
  const refused = withMissing(reader);
  return {
    id: header.get('pgs_id') ?? header.get('pgs_name') ?? name,
    name: header.get('pgs_name') ?? '',
    trait: header.get('trait_reported') ?? header.get('reported_trait') ?? '',
    build: buildOf(header.get('genome_build') ?? header.get('original_genome_build')),
    harmonisedBuild: buildOf(header.get('hmpos_build')),
    // Half a score is another score.
    weights: stopped ? [] : weights,
    refused,
    issues: issuesOf(name, reader, refused, stopped),
  };
}
