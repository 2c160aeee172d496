import type { Issue } from '#lib/clinical/issue.ts';
import type { GenomeBuild } from './assemblies.ts';
import { IdentifierPlaces } from './identifier-places.ts';
import type { LineOptions } from './lines.ts';
import { type NamedSource, readVcf } from './read-vcf.ts';
import { type SampleScore, ScoreTally, type TallyOptions } from './score-tally.ts';
import type { ScoringFile } from './scoring-file.ts';
import type { VcfHeader } from './vcf-header.ts';
import type { VcfRow } from './vcf-row.ts';
import { type Coordinates, indexWeights, type WeightIndex } from './weight-index.ts';

/** Share of a scoring file's rows below which no score is given: `min_overlap` of pgsc_calc 2. */
export const LEAST_COVERAGE = 0.75;

type ScoreMatching = {
  /** Rows of the scoring file, also those that could not be applied. */
  readonly weights: number;
  readonly matched: number;
  /** Of the matched ones, how many on the other strand. */
  readonly flipped: number;
  readonly strandAmbiguous: number;
  readonly allelesDiffer: number;
  /** Named a second time in the scoring file; the first counts. */
  readonly duplicates: number;
  /** Inside a reference block of a gVCF, which does not name the reference base there: not scored. */
  readonly inReferenceBlock: number;
  readonly notInFile: number;
  readonly refused: Readonly<Record<string, number>>;
  /** matched / weights */
  readonly coverage: number;
  readonly leastCoverage: number;
  readonly coordinates: Coordinates | null;
};

export type PolygenicScores = {
  readonly score: { readonly id: string; readonly name: string; readonly trait: string };
  readonly genomeBuild: GenomeBuild | null;
  readonly matching: ScoreMatching;
  readonly samples: readonly SampleScore[];
  readonly issues: readonly Issue[];
};

export type ScoreOptions = LineOptions &
  TallyOptions & {
    readonly leastCoverage?: number;
    /** Taken where the VCF does not tell its build. */
    readonly assumedBuild?: GenomeBuild;
  };

function buildMismatch(file: ScoringFile, build: GenomeBuild | null): Issue {
  const has = [file.build, file.harmonisedBuild].filter((one) => one !== null).join(' and ');
  return {
    code: 'genome-build',
    severity: 'error',
    message: `The genotypes are on ${build} and the weights on ${has}: builds are never mixed, so there is no score. Take the scoring file harmonised to ${build}.`,
  };
}

const unstatedBuild = (file: ScoringFile): Issue => ({
  code: 'assumption',
  severity: 'warning',
  message: `The genotype file does not tell its genome build; it is taken as that of the weights (${file.build ?? 'not stated either'}).`,
});

const placedElsewhere = (elsewhere: number, shared: number): Issue => ({
  code: 'genome-build',
  severity: 'error',
  message: `${elsewhere} of the ${shared} rsIDs that both files name stand at other positions: the genotypes are on another build than the weights, so there is no score.`,
});

const dosagesTaken = (rows: number): Issue => ({
  code: 'assumption',
  severity: 'information',
  message: `${rows} of the weights met rows without a genotype (GT); their dosage (DS) was taken.`,
});

/** How a scan meets a scoring file, decided when the header has been read. */
class Scoring {
  readonly #file: ScoringFile;
  readonly #options: ScoreOptions;
  readonly issues: Issue[] = [];
  build: GenomeBuild | null = null;
  index: WeightIndex | null = null;
  tally: ScoreTally | undefined;
  #places = new IdentifierPlaces([]);

  constructor(file: ScoringFile, options: ScoreOptions) {
    this.#file = file;
    this.#options = options;
  }

  open(header: VcfHeader): void {
    const stated = header.build ?? (header.buildIssue ? null : (this.#options.assumedBuild ?? null));
    this.build = stated;
    this.index = header.buildIssue ? null : indexWeights(this.#file, stated);
    if (!this.index && !header.buildIssue) this.issues.push(buildMismatch(this.#file, stated));
    if (stated === null && this.index && this.index.coordinates !== 'rsid')
      this.issues.push(unstatedBuild(this.#file));
    this.tally = new ScoreTally(this.#file.weights, header.samples, this.index, this.#options);
    const by = this.index?.coordinates;
    if (by && by !== 'rsid')
      this.#places = new IdentifierPlaces(
        this.#file.weights.map((weight) => ({ ...weight[by], rsNumber: weight.rsNumber })),
      );
  }

  row(row: VcfRow): void {
    this.#places.row(row);
    this.tally?.row(row);
  }

  /** Adds what only the rows could tell, and says whether they contradict the build that was taken. */
  close(): boolean {
    const { elsewhere, agreeing, contradicts } = this.#places;
    const dosages = this.tally?.dosageRows ?? 0;
    if (contradicts) this.issues.push(placedElsewhere(elsewhere, elsewhere + agreeing));
    if (dosages > 0) this.issues.push(dosagesTaken(dosages));
    return contradicts;
  }
}

const rowsOf = ({ weights, refused }: ScoringFile): number =>
  weights.length + Object.values(refused).reduce((sum, count) => sum + count, 0);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Why nobody gets a score, or `null`. */
function refusalOf(rows: number, matched: number, least: number, blocked: boolean): string | null {
  if (blocked) return 'The genome builds do not allow a score.';
  if (rows === 0) return 'The scoring file holds no weights.';
  if (matched / rows >= least) return null;
  return `Only ${matched} of ${rows} weights (${percent(matched / rows)}) were found; below ${percent(least)} there is no score.`;
}

/**
 * Scores every sample of a VCF with a polygenic score: the arithmetic of plink2 `--score` (Chang 2015,
 * doi:10.1186/s13742-015-0047-8), the matching and coverage rules of pgsc_calc (Lambert 2024,
 * doi:10.1101/2024.05.29.24307783). Bad data never throws.
 */
export async function scoreVcf(
  vcf: NamedSource,
  file: ScoringFile,
  options: ScoreOptions = {},
): Promise<PolygenicScores> {
  const scoring = new Scoring(file, options);
  const read = await readVcf(
    vcf,
    { header: (header) => scoring.open(header), row: (row) => scoring.row(row) },
    options,
  );
  const { tally, index } = scoring;
  const rows = rowsOf(file);
  const counts = tally?.counts() ?? {
    matched: 0,
    flipped: 0,
    strandAmbiguous: 0,
    allelesDiffer: 0,
    duplicates: 0,
    inReferenceBlock: 0,
  };
  const least = options.leastCoverage ?? LEAST_COVERAGE;
  const elsewhere = scoring.close();
  const blocked = index === null || read.contradictsBuild || elsewhere;
  const refusal = refusalOf(rows, counts.matched, least, blocked);
  const seen = Object.entries(counts).reduce(
    (sum, [name, count]) => sum + (name === 'flipped' ? 0 : count),
    0,
  );
  return {
    score: { id: file.id, name: file.name, trait: file.trait },
    genomeBuild: scoring.build,
    matching: {
      weights: rows,
      ...counts,
      notInFile: file.weights.length - seen,
      refused: file.refused,
      coverage: rows === 0 ? 0 : counts.matched / rows,
      leastCoverage: least,
      coordinates: index?.coordinates ?? null,
    },
    samples: tally?.scores(refusal, least, rows) ?? [],
    issues: [...file.issues, ...read.issues, ...scoring.issues],
  };
}
