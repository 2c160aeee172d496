import { Command, Option } from 'commander';
import type { GenomeBuild } from '#lib/genomics/assemblies.ts';
import { readClinVar } from '#lib/genomics/clinvar-extract.ts';
import { findVariants, type GeneCoverage, type VariantSearch } from '#lib/genomics/find-variants.ts';
import { chipNotSearched } from '#lib/genomics/open-genotypes.ts';
import { NOTHING_TO_READ, openFile, openGenotypeFile, sayIssues, withFiles } from './genotype-files.ts';

type Options = {
  readonly clinvar: string;
  readonly json?: true;
  readonly sample?: string;
  readonly build?: GenomeBuild;
};

/** Every place that was not read, by its reason, so that "0 found" is never taken for more than it is. */
function coverageText({ gene, known, found, possible, read, ...not }: GeneCoverage): string {
  const reasons: readonly (readonly [number, string])[] = [
    [not.rearranged, 'under a called rearrangement'],
    [not.doubted, 'with a call that the filter doubts'],
    [not.withoutCall, 'without a call'],
    [not.referenceDiffers, 'with another reference base'],
    [not.notInFile, 'not in the file'],
  ];
  const rest = reasons.filter(([count]) => count > 0).map(([count, words]) => `; ${count} ${words}`);
  const maybe = possible > 0 ? `, ${possible} of them only possible` : '';
  return `${gene}\t${found} found${maybe}\t${read} of ${known} places read${rest.join('')}`;
}

function asText({ found, rearrangements, genes, extract }: VariantSearch): string {
  const variants = found.map(
    ({ entry, zygosity, written, evidence }) =>
      `${entry.coding} ${entry.protein ?? ''}\t${entry.significance}\t${'*'.repeat(entry.stars)}\t${zygosity ?? 'not told'}\t${written}\t${entry.accession}${evidence === 'written' ? '' : `\t${evidence}`}`,
  );
  const called = rearrangements.map(
    ({ written, zygosity, genes: over, places }) =>
      `called over ${places} place${places === 1 ? '' : 's'} of known variants in ${over.join(', ')}: ${zygosity ?? ''} ${written}`,
  );
  return `${[`Looked up in ${extract}`, ...variants, ...called, ...genes.map(coverageText)].join('\n')}\n`;
}

async function run(path: string, { clinvar, json, sample, build }: Options): Promise<void> {
  const { vcf, chip } = await openGenotypeFile(path);
  if (chip !== null) {
    sayIssues([chipNotSearched(vcf.name, chip)]);
    process.exitCode = NOTHING_TO_READ;
    return;
  }
  const extract = await readClinVar(await openFile(clinvar));
  const search = await findVariants(vcf, extract, {
    ...(sample === undefined ? {} : { sample }),
    ...(build === undefined ? {} : { assumedBuild: build }),
  });
  sayIssues(search.issues);
  process.stdout.write(json ? `${JSON.stringify(search, null, 2)}\n` : asText(search));
  if (search.genes.length === 0) process.exitCode = NOTHING_TO_READ;
}

export const command = new Command('variants')
  .description('Look up known variants of a ClinVar extract in one person of a VCF file.')
  .argument('<vcf>', 'VCF or gVCF file: plain, gzip or bgzip')
  .requiredOption('--clinvar <file>', 'tab-separated extract of a ClinVar search, with canonical SPDI')
  .option('--sample <id>', 'the person, where the file holds several')
  .option('--json', 'print one JSON object')
  .addOption(
    new Option('--build <build>', 'genome build, where the VCF does not tell').choices(['GRCh37', 'GRCh38']),
  )
  .addHelpText(
    'after',
    `
"Read" counts places of known variants with a call: a reference call, a reference block of a gVCF, or another variant. Where
the file names no row, nobody can tell whether the place was read, and "none found" says nothing about it.

Exit status:
  0  the file was searched
  ${NOTHING_TO_READ}  a file cannot be opened or used, or holds no such sample`,
  )
  .action((path: string, options: Options) => withFiles(() => run(path, options)));
