import type { Issue } from '#lib/clinical/issue.ts';
import { failureSentence, fileFailure } from '#lib/clinical/program-fault.ts';
import { isUnreadable } from '#lib/clinical/unreadable-source.ts';
import { type ClinVarExtract, readClinVar } from '#lib/genomics/clinvar-extract.ts';
import { findVariants } from '#lib/genomics/find-variants.ts';
import { chipNotSearched, openGenotypes } from '#lib/genomics/open-genotypes.ts';
import { readScoringFile } from '#lib/genomics/scoring-file.ts';
import type { GenomicKnowledge } from '#lib/modalities/genomics/knowledge.ts';
import { readGenotypes } from '#lib/modalities/genomics/read-genotypes.ts';
import type { GenomicFile } from '../chosen-file.ts';
import type { GenomicKind } from './genomic-kind.ts';
import type { UnreadableGenome, UploadedGenome } from './uploaded-genome.ts';

export type GenomesRead = {
  readonly genomes: readonly UploadedGenome[];
  readonly unreadable: readonly UnreadableGenome[];
  readonly issues: readonly Issue[];
};

const INFLATED_LIMIT = 2 ** 30;

const say = (severity: Issue['severity'], file: string, message: string): Issue => ({
  code: 'genotype-file',
  severity,
  file,
  message,
});

const sourceOf = ({ name, bytes }: GenomicFile) => ({ name, source: bytes });

/** The files that are there to be compared with, and what is wrong with them. */
async function readCompanions(files: readonly GenomicFile[], knowledge: GenomicKnowledge) {
  const of = (kind: GenomicKind) => files.filter((file) => file.kind === kind);
  const extracts = await Promise.all(of('clinvar').map((file) => readClinVar(sourceOf(file))));
  const scores = await Promise.all(of('scoring').map((file) => readScoringFile(sourceOf(file))));
  const [scoring = knowledge.scoring] = scores;
  const unused = [...of('scoring').slice(1)].map(({ name }) =>
    say('warning', name, 'One scoring file is used at a time, and another was chosen with it; left out.'),
  );
  const unread = of('tabix').map(({ name }) =>
    say('information', name, 'The index was not used: the whole genotype file is read.'),
  );
  const extract: ClinVarExtract | null =
    extracts.length === 0
      ? null
      : {
          name: extracts.map(({ name }) => name).join(', '),
          entries: extracts.flatMap(({ entries }) => entries),
          issues: [],
        };
  const issues = [...unused, ...unread, ...extracts.flatMap((one) => one.issues)];
  return { extract, knowledge: { ...knowledge, scoring }, issues };
}

type Companions = Awaited<ReturnType<typeof readCompanions>>;

function unreadable(file: string, issues: readonly Issue[]): UnreadableGenome {
  const said = issues.find(({ severity }) => severity === 'error') ?? issues[0];
  return { file, reason: said?.message ?? 'The file holds no person’s genotypes.' };
}

async function readGenome(file: GenomicFile, { extract, knowledge }: Companions): Promise<GenomesRead> {
  const { vcf, chip, issues: opened } = await openGenotypes(sourceOf(file));
  const read = await readGenotypes(vcf, knowledge, null);
  const { genotypes } = read;
  const unsearched = chip !== null && extract ? [chipNotSearched(file.name, chip)] : [];
  const issues = [...opened, ...read.issues, ...unsearched];
  if (!genotypes) return { genomes: [], unreadable: [unreadable(file.name, issues)], issues };
  const search =
    extract && chip === null ? await findVariants(vcf, extract, { limit: INFLATED_LIMIT }) : null;
  const document = {
    reference: 'chosen on this page',
    time: null,
    title: file.name,
    binary: null,
    bytes: file.bytes.size,
    hash: null,
  };
  const slice = { variants: [], regions: [], file: document, genotypes };
  // Both readings of the file tell the same of its lines.
  const said = new Set(issues.map(({ message }) => message));
  const more = search?.issues.filter(({ message }) => !said.has(message)) ?? [];
  return {
    genomes: [{ file: file.name, sample: genotypes.sample, slice, search }],
    unreadable: [],
    issues: [...issues, ...more],
  };
}

const whyUnfetched = (thrown: unknown): string =>
  isUnreadable(thrown)
    ? 'It was not read, because what it is compared with could not be fetched.'
    : failureSentence('What it is compared with could not be read', thrown);

function failed({ name }: GenomicFile, thrown: unknown): GenomesRead {
  const issues = [fileFailure(name, thrown)];
  return { genomes: [], unreadable: [unreadable(name, issues)], issues };
}

/**
 * Reads genotype files that came without a chart, each with the ClinVar extracts and the scoring file chosen beside it.
 * Bad data never throws, and files whose comparison cannot be fetched are named in an issue.
 */
export async function readGenomes(
  files: readonly GenomicFile[],
  fetchKnowledge: () => Promise<GenomicKnowledge>,
  onFile: (name: string) => void,
): Promise<GenomesRead> {
  if (files.length === 0) return { genomes: [], unreadable: [], issues: [] };
  const vcfs = files.filter(({ kind }) => kind === 'vcf' || kind === 'chip');
  if (vcfs.length === 0) {
    const message =
      'It is compared with a genotype file (VCF or a chip’s text), and none was chosen with it.';
    return { genomes: [], unreadable: [], issues: files.map(({ name }) => say('warning', name, message)) };
  }
  const knowledge = await fetchKnowledge().catch(whyUnfetched);
  if (typeof knowledge === 'string') {
    const message = knowledge;
    return {
      genomes: [],
      unreadable: vcfs.map(({ name }) => ({ file: name, reason: message })),
      issues: vcfs.map(({ name }) => say('error', name, message)),
    };
  }
  const companions = await readCompanions(files, knowledge);
  const read: GenomesRead[] = [];
  for (const file of vcfs) {
    onFile(file.name);
    read.push(await readGenome(file, companions).catch((thrown: unknown) => failed(file, thrown)));
  }
  return {
    genomes: read.flatMap(({ genomes }) => genomes),
    unreadable: read.flatMap((one) => one.unreadable),
    issues: [...companions.issues, ...read.flatMap(({ issues }) => issues)],
  };
}
