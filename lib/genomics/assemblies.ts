/** Assemblies of the human genome whose coordinates can be used here. */
export type GenomeBuild = 'GRCh37' | 'GRCh38';

/** Those, and others that files are written in: they must be known to be refused by name. */
export type Assembly = GenomeBuild | 'NCBI36' | 'T2T-CHM13';

export const BUILDS: readonly GenomeBuild[] = ['GRCh37', 'GRCh38'];
export const ASSEMBLIES: readonly Assembly[] = ['NCBI36', 'GRCh37', 'GRCh38', 'T2T-CHM13'];

export const isBuild = (assembly: Assembly): assembly is GenomeBuild =>
  assembly === 'GRCh37' || assembly === 'GRCh38';

/**
 * Lengths of chromosomes 1 to 22, X and Y: NCBI assembly reports GCF_000001405.12 (NCBI36), .25 (GRCh37.p13), .40
 * (GRCh38.p14) and GCF_009914755.1 (T2T-CHM13v2.0).
 */
const lengths: Readonly<Record<Assembly, readonly number[]>> = {
  NCBI36: [
    247249719, 242951149, 199501827, 191273063, 180857866, 170899992, 158821424, 146274826, 140273252,
    135374737, 134452384, 132349534, 114142980, 106368585, 100338915, 88827254, 78774742, 76117153, 63811651,
    62435964, 46944323, 49691432, 154913754, 57772954,
  ],
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
  'T2T-CHM13': [
    248387328, 242696752, 201105948, 193574945, 182045439, 172126628, 160567428, 146259331, 150617247,
    134758134, 135127769, 133324548, 113566686, 101161492, 99753195, 96330374, 84276897, 80542538, 61707364,
    66210255, 45090682, 51324926, 154259566, 62460029,
  ],
};

/** Length in base pairs; `undefined` for the mitochondrion, which the builds share, and for unknown contigs. */
export const chromosomeLength = (assembly: Assembly, chromosome: number): number | undefined =>
  lengths[assembly][chromosome - 1];

/** Versions of NC_000001 to NC_000024 in GRCh37; GRCh38 has the next one of each, NCBI36 the one before. */
const GRCH37_VERSIONS = [
  10, 11, 11, 11, 9, 11, 13, 10, 11, 10, 9, 11, 10, 8, 9, 9, 10, 9, 9, 10, 8, 10, 10, 9,
];
const BY_VERSION: Readonly<Record<number, Assembly>> = { [-1]: 'NCBI36', 0: 'GRCh37', 1: 'GRCh38' };

/** The assembly that a contig's accession (RefSeq `NC_`, GenBank `CM`) belongs to; `undefined`: no accession, or unknown. */
export function assemblyOfAccession(name: string): Assembly | undefined {
  const [, prefix, digits, version] = /^(NC_|CM)0*(\d{1,6})\.(\d{1,2})$/.exec(name) ?? [];
  const number = Number(digits);
  if (prefix === 'CM') return number >= 663 && number <= 686 ? BY_VERSION[Number(version) - 1] : undefined;
  if (number >= 60925 && number <= 60948) return 'T2T-CHM13';
  const current = GRCH37_VERSIONS[number - 1];
  return current === undefined ? undefined : BY_VERSION[Number(version) - current];
}

const NAMES: readonly (readonly [Assembly, RegExp])[] = [
  ['NCBI36', /NCBI[_ ]?(build[_ ]?)?36|hg18|(?<![a-z0-9])b36(?!\d)|build[_ ]?36|GCF_000001405\.12(?!\d)/i],
  [
    'GRCh37',
    /GRCh37|hg19|(?<![a-z0-9])b37(?!\d)|hs37|g1k_v37|build[_ ]?37|GCA_000001405\.(1|[2-9]|1[0-4])(?!\d)|GCF_000001405\.(1[3-9]|2[0-5])(?!\d)/i,
  ],
  [
    'GRCh38',
    /GRCh38|hg38|(?<![a-z0-9])b38(?!\d)|hs38|assembly38|build[_ ]?38|GCA_000001405\.(1[5-9]|2\d)(?!\d)|GCF_000001405\.(2[6-9]|[34]\d)/i,
  ],
  ['T2T-CHM13', /CHM13|T2T|(?<![a-z0-9])hs1(?![a-z0-9])|GC[AF]_009914755/i],
];

/** Every assembly that a free text names (a file name, `##reference`, a header of a scoring file). */
export const assembliesNamedIn = (text: string): readonly Assembly[] =>
  NAMES.filter(([, pattern]) => pattern.test(text)).map(([assembly]) => assembly);

/** The usable build that a free text names, when it names no other assembly beside it. */
export function buildNamedIn(text: string): GenomeBuild | undefined {
  const [only, ...others] = assembliesNamedIn(text);
  return only !== undefined && others.length === 0 && isBuild(only) ? only : undefined;
}
