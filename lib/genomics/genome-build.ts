import type { Issue } from '#lib/clinical/issue.ts';
import {
  ASSEMBLIES,
  type Assembly,
  assembliesNamedIn,
  assemblyOfAccession,
  BUILDS,
  chromosomeLength,
  type GenomeBuild,
  isBuild,
} from './assemblies.ts';

/** 0: no chromosome of the nuclear genome or the mitochondrion (a decoy, a patch, an HLA contig). */
export const UNKNOWN_CHROMOSOME = 0;
const letters: Readonly<Record<string, number>> = { X: 23, Y: 24, M: 25, MT: 25, XY: 23 };
const ACCESSION = /^(NC_|CM)0*(\d{1,6})\.\d+$/;
/** First numbers of GenBank's CM and of T2T-CHM13's RefSeq accessions of chromosome 1. */
const FIRST = { CM: 663, T2T: 60925 };

function accessionNumber(prefix: string, number: number): number {
  if (prefix === 'CM') return number - FIRST.CM + 1;
  if (number === 12920) return 25;
  return number >= FIRST.T2T ? number - FIRST.T2T + 1 : number;
}

/** 1 to 22, X = 23, Y = 24, mitochondrion = 25, from `1`, `chr1` or an accession (`NC_000001.11`, `CM000663.2`). */
export function chromosomeNumber(name: string): number {
  const [, prefix, digits] = ACCESSION.exec(name) ?? [];
  if (prefix !== undefined) {
    const number = accessionNumber(prefix, Number(digits));
    return number >= 1 && (number <= 24 || Number(digits) === 12920) ? number : UNKNOWN_CHROMOSOME;
  }
  const bare = name.replace(/^chr/i, '').toUpperCase();
  const number = /^\d{1,2}$/.test(bare) ? Number(bare) : (letters[bare] ?? UNKNOWN_CHROMOSOME);
  return number <= 25 ? number : UNKNOWN_CHROMOSOME;
}

export type Contig = { readonly name: string; readonly length: number | undefined };

export type BuildEvidence = {
  /** `null`: nothing tells, or `issue` says why no build can be used. */
  readonly build: GenomeBuild | null;
  readonly issue: Issue | null;
};

/** What one source of evidence allows, and how a sentence calls it. */
type Clue = { readonly says: string; readonly allowed: readonly Assembly[] };

const lengthOf = (assembly: Assembly, { name }: Contig) => chromosomeLength(assembly, chromosomeNumber(name));

/** PLINK writes the last position in place of the length: a length of no assembly only rules out what is too short. */
function allowedByLength(contig: Contig): readonly Assembly[] {
  const { name, length } = contig;
  const number = chromosomeNumber(name);
  if (length === undefined || number < 1 || number > 24) return ASSEMBLIES;
  const exact = ASSEMBLIES.filter((assembly) => lengthOf(assembly, contig) === length);
  return exact.length > 0 ? exact : BUILDS.filter((build) => length <= (lengthOf(build, contig) ?? 0) + 1);
}

function intersect(all: readonly (readonly Assembly[])[]): readonly Assembly[] {
  return ASSEMBLIES.filter((assembly) => all.every((allowed) => allowed.includes(assembly)));
}

const listed = (assemblies: readonly Assembly[]): string => assemblies.join(' or ') || 'several assemblies';

function cluesOf(contigs: readonly Contig[], reference: string): readonly Clue[] {
  const accessions = contigs.flatMap(({ name }) => assemblyOfAccession(name) ?? []);
  const named = assembliesNamedIn(reference);
  const clues: readonly (Clue | false)[] = [
    named.length > 0 && { says: `names ${listed(named)}`, allowed: named },
    accessions.length > 0 && {
      says: `has contigs named as in ${listed([...new Set(accessions)])}`,
      allowed: intersect(accessions.map((one) => [one])),
    },
  ];
  const byLength = intersect(contigs.map(allowedByLength));
  return [...clues.filter((clue) => clue !== false), { says: lengthsSay(byLength), allowed: byLength }];
}

const lengthsSay = (assemblies: readonly Assembly[]): string =>
  assemblies.length === 0
    ? 'has contig lengths that no one assembly has'
    : `has contig lengths of ${listed(assemblies)}`;

const refused = (message: string): BuildEvidence => ({
  build: null,
  issue: { code: 'genome-build', severity: 'error', message },
});

/**
 * Tells the build from all that a header says: the reference and assembly that it names, the accessions that its contigs
 * are called by, and their lengths. They must agree, and on an assembly whose coordinates can be used.
 *
 * @param reference `##reference` and the `assembly` of each contig, as text
 */
export function tellBuild(contigs: readonly Contig[], reference: string): BuildEvidence {
  const clues = cluesOf(contigs, reference);
  const agreed = intersect(clues.map(({ allowed }) => allowed));
  if (agreed.length === 0)
    return refused(
      `The file contradicts itself about its genome build: it ${clues.map(({ says }) => says).join(', but ')}.`,
    );
  const builds = agreed.filter(isBuild);
  if (builds.length === 0)
    return refused(
      `The file is on ${listed(agreed)}; only ${BUILDS.join(' and ')} can be used, because positions of another build meet other variants.`,
    );
  const [build, other] = builds;
  return { build: other === undefined && agreed.length === 1 ? (build ?? null) : null, issue: null };
}
