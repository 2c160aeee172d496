import { Command, Option } from 'commander';
import type { GenomeBuild } from '#lib/genomics/assemblies.ts';
import { readClinVar } from '#lib/genomics/clinvar-extract.ts';
import { findVariants, type VariantSearch } from '#lib/genomics/find-variants.ts';
import { NOTHING_TO_READ, openFile, sayIssues, withFiles } from './genotype-files.ts';

type Options = {
  readonly clinvar: string;
  readonly json?: true;
  readonly sample?: string;
  readonly build?: GenomeBuild;
};

function asText({ found, genes, extract }: VariantSearch): string {
  const variants = found.map(
    ({ entry, zygosity, written }) =>
      `${entry.coding} ${entry.protein ?? ''}\t${entry.significance}\t${'*'.repeat(entry.stars)}\t${zygosity}\t${written}\t${entry.accession}`,
  );
  const coverage = genes.map(
    ({ gene, read, known, found: count }) =>
      `${gene}\t${count} found\t${read} of ${known} places read${read === known ? '' : '; the rest cannot be told'}`,
  );
  return `${[`Looked up in ${extract}`, ...variants, ...coverage].join('\n')}\n`;
}

async function run(path: string, { clinvar, json, sample, build }: Options): Promise<void> {
  const vcf = await openFile(path);
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
