import type { Issue } from '#lib/clinical/issue.ts';

export type GenomeBuild = 'GRCh37' | 'GRCh38';

/** Lengths of chromosomes 1 to 22, X and Y: NCBI assembly reports GCF_000001405.25 (GRCh37.p13) and .40 (GRCh38.p14). */
const lengths: Readonly<Record<GenomeBuild, readonly number[]>> = {
  GRCh37: [
    249250621, 243199373, 198022430, 191154276, 180915260, 171115067, 159138663, 146364022, 141213431,
    135534747, 135006516, 133851895, 115169878, 107349540, 102531392, 90354753, 81195210, 78077248, 59128983,
    63025520, 48129895, 51304566, 155270560, 59373566,
  ],
  GRCh38: [
    248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636, 138394717,
    133797422, 135086622, 133275309, 114364328, 107043718, 101991189, 90338345, 83257441, 80373285, 58617616,
    64444167, 46709983, 50818468, 156040895, 57227415,
  ],
};

/** 0: no chromosome of the nuclear genome or the mitochondrion (a decoy, a patch, an HLA contig). */
export const UNKNOWN_CHROMOSOME = 0;
const letters: Readonly<Record<string, number>> = { X: 23, Y: 24, M: 25, MT: 25, XY: 23 };
const ACCESSION = /^NC_0*(\d{1,6})\.\d+$/;

/** 1 to 22, X = 23, Y = 24, mitochondrion = 25, from `1`, `chr1` or the RefSeq accession `NC_000001.11`. */
export function chromosomeNumber(name: string): number {
  const accession = ACCESSION.exec(name);
  if (accession) {
    const number = Number(accession[1]);
    return number === 12920 ? 25 : number <= 24 ? number : UNKNOWN_CHROMOSOME;
  }
  const bare = name.replace(/^chr/i, '').toUpperCase();
  const number = /^\d{1,2}$/.test(bare) ? Number(bare) : (letters[bare] ?? UNKNOWN_CHROMOSOME);
  return number <= 25 ? number : UNKNOWN_CHROMOSOME;
}

export const chromosomeName = (number: number): string =>
  ({ 23: 'X', 24: 'Y', 25: 'MT' })[number] ?? String(number);

/** Length in base pairs; `undefined` for the mitochondrion, which both builds share, and for unknown contigs. */
export const chromosomeLength = (build: GenomeBuild, chromosome: number): number | undefined =>
  lengths[build][chromosome - 1];

const NAMES: readonly (readonly [GenomeBuild, RegExp])[] = [
  ['GRCh38', /GRCh38|hg38|\bb38\b|hs38|GCA_000001405\.(1[5-9]|2\d)|GCF_000001405\.(2[6-9]|[34]\d)/i],
  [
    'GRCh37',
    /GRCh37|hg19|\bb37\b|hs37|g1k_v37|GCA_000001405\.(1|[2-9]|1[0-4])\b|GCF_000001405\.(1\d|2[0-5])\b/i,
  ],
];

/** The build that a free text names (a file name, `##reference`, a header of a scoring file). */
export function buildNamedIn(text: string): GenomeBuild | undefined {
  const named = NAMES.filter(([, pattern]) => pattern.test(text));
  return named.length === 1 ? named[0]?.[0] : undefined;
}

export type Contig = { readonly chromosome: number; readonly length: number | undefined };

const BUILDS: readonly GenomeBuild[] = ['GRCh37', 'GRCh38'];

/** Builds that a contig's length allows. PLINK writes the last position in place of the length: that only rules out. */
function allowedBy({ chromosome, length }: Contig): readonly GenomeBuild[] {
  if (length === undefined || chromosome < 1 || chromosome > 24) return BUILDS;
  const exact = BUILDS.filter((build) => chromosomeLength(build, chromosome) === length);
  if (exact.length > 0) return exact;
  return BUILDS.filter((build) => length <= (chromosomeLength(build, chromosome) ?? 0) + 1);
}

export type BuildEvidence = {
  /** `null`: nothing tells, or what tells contradicts itself. */
  readonly build: GenomeBuild | null;
  readonly issue: Issue | null;
};

const contradiction = (message: string): BuildEvidence => ({
  build: null,
  issue: { code: 'genome-build', severity: 'error', message },
});

/** Tells the build from contig lengths and from the reference that the header names; they must agree. */
export function tellBuild(contigs: readonly Contig[], reference: string): BuildEvidence {
  const byLength = contigs.reduce<readonly GenomeBuild[]>(
    (left, contig) => left.filter((build) => allowedBy(contig).includes(build)),
    BUILDS,
  );
  const named = buildNamedIn(reference);
  if (byLength.length === 0)
    return contradiction('The contig lengths of the header fit neither GRCh37 nor GRCh38.');
  if (named && !byLength.includes(named))
    return contradiction(`The header names ${named}, but its contig lengths are those of ${byLength[0]}.`);
  const build = named ?? (byLength.length === 1 ? byLength[0] : undefined);
  return { build: build ?? null, issue: null };
}
