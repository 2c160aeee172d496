import type { Issue } from '#lib/clinical/issue.ts';
import type { GenomeBuild } from './assemblies.ts';
import { chromosomeNumber } from './genome-build.ts';
import { readLines } from './lines.ts';
import type { NamedSource } from './read-vcf.ts';

/** A change between two builds' coordinates: `deleted` at 0-based `position` becomes `inserted` (SPDI). */
export type Change = {
  readonly chromosome: number;
  readonly position: number;
  readonly deleted: string;
  readonly inserted: string;
};

export type ClinVarEntry = {
  readonly accession: string;
  readonly gene: string;
  /** Transcript and coding change, e.g. `NM_170707.4(LMNA):c.234G>T`. */
  readonly coding: string;
  /** e.g. `p.Lys78Asn`; `null`: not in a coding region. */
  readonly protein: string | null;
  /** As ClinVar words it, e.g. `Pathogenic/Likely pathogenic`. */
  readonly significance: string;
  readonly lastReviewed: string | null;
  readonly reviewStatus: string;
  /** 0 to 4: https://www.ncbi.nlm.nih.gov/clinvar/docs/review_status/ */
  readonly stars: number;
  readonly conditions: readonly string[];
  /** One of these for each build that the extract gives coordinates in. */
  readonly changes: Readonly<Partial<Record<GenomeBuild, Change>>>;
};

export type ClinVarExtract = {
  readonly name: string;
  readonly entries: readonly ClinVarEntry[];
  readonly issues: readonly Issue[];
};

const STARS: readonly (readonly [RegExp, number])[] = [
  [/^practice guideline/i, 4],
  [/^reviewed by expert panel/i, 3],
  [/multiple submitters, no conflicts/i, 2],
  [/^criteria provided/i, 1],
];

export const starsOf = (status: string): number => STARS.find(([pattern]) => pattern.test(status))?.[1] ?? 0;

const plain = (text: string): string => text.replaceAll('_', ' ').trim();

/** The web extract names a variant `NM_1.1(GENE):c.1A>G (p.Lys1Glu)`, here with `_` for spaces. */
function readName(name: string): Pick<ClinVarEntry, 'coding' | 'protein'> {
  const match = /^(.*?)[ _]*(?:\((p\.[^()]+)\))?$/.exec(name);
  return { coding: match?.[1] ?? name, protein: match?.[2] ?? null };
}

function readSignificance(text: string): Pick<ClinVarEntry, 'significance' | 'lastReviewed'> {
  const match = /^(.*?)(?:\(Last reviewed: (.*)\))?$/.exec(plain(text));
  return { significance: (match?.[1] ?? '').trim(), lastReviewed: match?.[2] ?? null };
}

const startOf = (location: string): number => Number(/^\d+/.exec(location)?.[0] ?? 0);

type Cell = (name: string) => string;

/** SPDI is given on GRCh38. On GRCh37 the change lies as far off as ClinVar's two locations do. */
function changesOf(cell: Cell): ClinVarEntry['changes'] {
  const spdi = /^([^:]+):(\d+):([ACGT]*):([ACGT]*)$/.exec(cell('CanonicalSPDI'));
  if (!spdi) return {};
  const [, accession = '', position, deleted = '', inserted = ''] = spdi;
  const change = { chromosome: chromosomeNumber(accession), position: Number(position), deleted, inserted };
  const [old, current] = [startOf(cell('GRCh37Location')), startOf(cell('GRCh38Location'))];
  if (old === 0 || current === 0) return { GRCh38: change };
  return { GRCh38: change, GRCh37: { ...change, position: change.position + old - current } };
}

const readEntry = (cell: Cell): ClinVarEntry => ({
  accession: cell('Accession'),
  gene: cell('Gene(s)').split('|')[0] ?? '',
  ...readName(cell('Name')),
  ...readSignificance(cell('Clinicalsignificance(Lastreviewed)')),
  reviewStatus: plain(cell('Reviewstatus')),
  stars: starsOf(plain(cell('Reviewstatus'))),
  conditions: cell('Condition(s)').split('|').map(plain).filter(Boolean),
  changes: changesOf(cell),
});

const NEEDED = ['Name', 'Gene(s)', 'Clinicalsignificance(Lastreviewed)', 'Accession', 'CanonicalSPDI'];

/**
 * Reads a tab-separated extract of ClinVar's web search, with spaces or `_` in its column names. Entries without a
 * canonical SPDI have no coordinates to match by and are counted in an issue. Never throws for bad data.
 */
export async function readClinVar({ name, source }: NamedSource): Promise<ClinVarExtract> {
  const decoder = new TextDecoder();
  let columns: ReadonlyMap<string, number> | undefined;
  const entries: ClinVarEntry[] = [];
  const { stopped } = await readLines(source, (bytes, start, end) => {
    const cells = decoder.decode(bytes.subarray(start, end)).split('\t');
    if (columns) entries.push(readEntry((column) => cells[columns?.get(column) ?? -1]?.trim() ?? ''));
    else columns = new Map(cells.map((cell, at) => [cell.replaceAll(/[_ ]/g, ''), at]));
  });
  const missing = NEEDED.filter((column) => !columns?.has(column));
  const usable = missing.length > 0 ? [] : entries.filter(({ changes }) => changes.GRCh38);
  const messages = [
    stopped && `${name}: reading ended early, because ${stopped}.`,
    missing.length > 0 && `${name} is no ClinVar extract: it lacks the column ${missing.join(', ')}.`,
    missing.length === 0 &&
      usable.length < entries.length &&
      `${name}: ${entries.length - usable.length} of ${entries.length} entries have no canonical SPDI and cannot be matched.`,
  ].flatMap((message) => message || []);
  const issues = messages.map(
    (message): Issue => ({ code: 'genotype-file', severity: 'warning', file: name, message }),
  );
  return { name, entries: usable, issues };
}
