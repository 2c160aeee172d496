import { Command, InvalidArgumentError, Option } from 'commander';
import { LEAST_COVERAGE, type PolygenicScores, scoreVcf } from '#lib/genomics/polygenic-score.ts';
import { readScoringFile } from '#lib/genomics/scoring-file.ts';
import { NOTHING_TO_READ, openFile, openGenotypeFile, sayIssues, withFiles } from './genotype-files.ts';

type Options = {
  readonly weights: string;
  readonly json?: true;
  readonly sample?: string;
  readonly meanImputation: boolean;
  readonly keepAmbiguous?: true;
  readonly leastCoverage: number;
  readonly build?: 'GRCh37' | 'GRCh38';
};

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('a number from 0 to 1');
  return value;
}

function asText({ score, genomeBuild, matching, samples }: PolygenicScores): string {
  const { matched, weights, coverage, strandAmbiguous, allelesDiffer, duplicates, notInFile } = matching;
  const { inReferenceBlock, flipped, refused } = matching;
  const notApplied = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const lines = [
    `${score.id} ${score.trait}`.trim(),
    `genome build ${genomeBuild ?? 'not stated'}`,
    `${matched} of ${weights} weights found (${(100 * coverage).toFixed(1)} %), ${flipped} on the other strand`,
    `left out: ${strandAmbiguous} strand-ambiguous, ${allelesDiffer} with other alleles, ${duplicates} named twice, ${notInFile} not in the file, ${notApplied} not applicable`,
    ...(inReferenceBlock > 0
      ? [
          `in a reference block: ${inReferenceBlock}, not scored because the file does not name the reference base there`,
        ]
      : []),
    ...samples.map(
      ({ sample, sum, reason, called, imputed }) =>
        `${sample}\t${sum ?? `no score: ${reason}`}\t${called} of ${weights} weights called${imputed > 0 ? `, ${imputed} filled with the mean` : ''}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

async function run(path: string, options: Options): Promise<void> {
  const { vcf, issues } = await openGenotypeFile(path);
  const file = await readScoringFile(await openFile(options.weights));
  const scores = await scoreVcf(vcf, file, {
    meanImputation: options.meanImputation,
    keepAmbiguous: options.keepAmbiguous ?? false,
    leastCoverage: options.leastCoverage,
    ...(options.build ? { assumedBuild: options.build } : {}),
  });
  sayIssues([...issues, ...scores.issues]);
  const samples = scores.samples.filter(
    ({ sample }) => options.sample === undefined || sample === options.sample,
  );
  const shown = { ...scores, samples };
  process.stdout.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : asText(shown));
  if (samples.length === 0) process.exitCode = NOTHING_TO_READ;
}

export const command = new Command('prs')
  .description('Score the people of a VCF file with a polygenic score of the PGS Catalog.')
  .argument(
    '<vcf>',
    'VCF file (plain, gzip or bgzip), or the raw genotypes of 23andMe, AncestryDNA, MyHeritage or FamilyTreeDNA',
  )
  .requiredOption('--weights <file>', 'scoring file in PGS Catalog format, plain or gzip')
  .option('--json', 'print one JSON object')
  .option('--sample <id>', 'this sample alone')
  .option('--no-mean-imputation', 'let a missing call add nothing, instead of the mean of the effect allele')
  .option('--keep-ambiguous', 'take A/T and C/G SNPs as on the same strand, instead of leaving them out')
  .option(
    '--least-coverage <share>',
    'share of the weights below which there is no score',
    share,
    LEAST_COVERAGE,
  )
  .addOption(
    new Option('--build <build>', 'genome build, where the VCF does not tell').choices(['GRCh37', 'GRCh38']),
  )
  .addHelpText(
    'after',
    `
The sum is that of plink2 --score; a missing call is filled with the frequency of the effect allele in the file when it
holds 50 people or more, else with the frequency in the scoring file, else not at all. Strand-ambiguous SNPs are left
out, and others are also tried on the other strand. What was left out, and why, is written to standard error.

Exit status:
  0  the file was read; a sample without a score has the reason beside it
  ${NOTHING_TO_READ}  a file cannot be opened, is no VCF, or holds no such sample`,
  )
  .action((path: string, options: Options) => withFiles(() => run(path, options)));
