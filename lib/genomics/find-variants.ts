import type { Issue } from '#lib/clinical/issue.ts';
import type { GenomeBuild } from './assemblies.ts';
import type { ClinVarEntry, ClinVarExtract } from './clinvar-extract.ts';
import { inheritanceOf } from './gene-panel.ts';
import type { LineOptions } from './lines.ts';
import type { PlaceState } from './place-reading.ts';
import { type NamedSource, readVcf } from './read-vcf.ts';
import { type FoundVariant, type Rearrangement, VariantTally } from './variant-tally.ts';
import type { VcfHeader } from './vcf-header.ts';

/**
 * Of one gene: how many of the extract's variants could have been found, and so what "none found" means. The counts of
 * places add up to `known`.
 */
export type GeneCoverage = {
  readonly gene: string;
  readonly inheritance: string | null;
  readonly known: number;
  /** Places with a call that passed: a variant there would have been found. */
  readonly read: number;
  /** Places whose call the file's own filter doubts. */
  readonly doubted: number;
  /** Places that the file names without a call. */
  readonly withoutCall: number;
  /** Places under a called deletion, duplication or other rearrangement. */
  readonly rearranged: number;
  /** Places where REF is another base than the known variant's: the row speaks of something else. */
  readonly referenceDiffers: number;
  /** Places that the file does not name: nobody can tell whether they were read. */
  readonly notInFile: number;
  readonly found: number;
  /** Of those found, how many only may be there: in pieces that are not phased, or as part of a longer change. */
  readonly possible: number;
};

export type VariantSearch = {
  readonly sample: string | null;
  readonly build: GenomeBuild | null;
  readonly extract: string;
  readonly found: readonly FoundVariant[];
  readonly rearrangements: readonly Rearrangement[];
  readonly genes: readonly GeneCoverage[];
  readonly issues: readonly Issue[];
};

type SearchOptions = LineOptions & { readonly sample?: string; readonly assumedBuild?: GenomeBuild };

function coverageOf(entries: readonly ClinVarEntry[], tally: VariantTally): GeneCoverage[] {
  const states = tally.states();
  const rows = entries.map(({ gene }, at) => ({ gene, state: states[at] }));
  const found = Map.groupBy(tally.found(), ({ entry }) => entry.gene);
  return Array.from(
    Map.groupBy(rows, ({ gene }) => gene),
    ([gene, own]) => {
      const count = (wanted: PlaceState) => own.filter(({ state }) => state === wanted).length;
      const variants = found.get(gene) ?? [];
      return {
        gene,
        inheritance: inheritanceOf(gene),
        known: own.length,
        read: count('read'),
        doubted: count('doubted'),
        withoutCall: count('no-call'),
        rearranged: count('rearranged'),
        referenceDiffers: count('reference-differs'),
        notInFile: count('not-in-file'),
        found: variants.length,
        possible: variants.filter(isPossible).length,
      };
    },
  ).toSorted((a, b) => (a.gene < b.gene ? -1 : 1));
}

/** The file does not settle whether the person carries the variant. */
export const isPossible = ({ evidence }: FoundVariant): boolean =>
  evidence === 'unphased-pieces' || evidence === 'part-of-longer';

/** REF is the reference itself: it differs from the extract's at many places only on another build or in a damaged file. */
function referenceIssue(file: string, genes: readonly GeneCoverage[]): readonly Issue[] {
  const places = genes.reduce((sum, { referenceDiffers }) => sum + referenceDiffers, 0);
  if (places === 0) return [];
  const message = `${file}: at ${places} place${places === 1 ? '' : 's'} of known variants REF is another base than in the extract, so nothing was read there; with many of them, the file is on another build than it says.`;
  return [{ code: 'genotype-file', severity: 'warning', file, message }];
}

/** Column of the person, or why there is none. Several people and no name: nobody's variants are shown as another's. */
function columnOf(samples: readonly string[], wanted: string | undefined): number | string {
  const column = wanted === undefined ? 0 : samples.indexOf(wanted);
  if (samples.length === 0) return 'The file holds no samples.';
  if (column < 0) return 'The file holds no such sample.';
  if (wanted === undefined && samples.length > 1)
    return `The file holds ${samples.length} samples; say which one to search.`;
  return column;
}

/** Why a file cannot be tally, or the tally that will search it. */
function openTally(
  { samples, build, buildIssue }: VcfHeader,
  { entries }: ClinVarExtract,
  { sample, assumedBuild }: SearchOptions,
): VariantTally | string {
  const taken = build ?? (buildIssue ? undefined : assumedBuild);
  const column = columnOf(samples, sample);
  if (typeof column === 'string') return column;
  if (taken === undefined && buildIssue)
    return 'Its genome build is refused, so no variant can be looked up.';
  if (taken === undefined) return 'The file does not tell its genome build, so no variant can be looked up.';
  return new VariantTally(entries, taken, column);
}

/** Looks up the known variants of a ClinVar extract in one person's calls. Bad data never throws. */
export async function findVariants(
  vcf: NamedSource,
  extract: ClinVarExtract,
  options: SearchOptions = {},
): Promise<VariantSearch> {
  const search: { tally: VariantTally | string } = { tally: 'The file could not be read.' };
  const read = await readVcf(
    vcf,
    {
      header: (header) => {
        search.tally = openTally(header, extract, options);
      },
      row: (row) => {
        if (typeof search.tally !== 'string') search.tally.row(row);
      },
    },
    options,
  );
  const { tally } = search;
  const usable = typeof tally !== 'string' && !read.contradictsBuild;
  const issues = [...extract.issues, ...read.issues];
  if (read.header && typeof tally === 'string')
    issues.push({ code: 'genotype-file', severity: 'error', file: vcf.name, message: tally });
  const genes = usable ? coverageOf(extract.entries, tally) : [];
  return {
    sample: options.sample ?? read.header?.samples[0] ?? null,
    build: read.header?.build ?? options.assumedBuild ?? null,
    extract: extract.name,
    found: usable ? tally.found() : [],
    rearrangements: usable ? tally.rearrangements : [],
    genes,
    issues: [...issues, ...referenceIssue(vcf.name, genes)],
  };
}
