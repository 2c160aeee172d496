// Writes the true genotypes of simulated volunteers as one VCF file: what axes of genotypes are fitted on, and what they are tried on.
// node scripts/write-founders.ts <file> <people per population> <number of the first>
import { writeFile } from 'node:fs/promises';
import { founderPanel } from '#lib/simulator/genomics/founders.ts';
import { ASSEMBLY, CONTIGS } from '#lib/simulator/genomics/genome-build.ts';
import { drawVolunteers } from '#lib/simulator/genomics/volunteers.ts';

const [file = '', people = '', first = ''] = process.argv.slice(2);
const volunteers = drawVolunteers(Number(first), Number(people));
const names = volunteers.map(({ population }, k) => `${population}-${k + 1}`);
const head = [
  '##fileformat=VCFv4.3',
  '##source=SIMULATED: Consilium simulator; no person has this genome',
  `##reference=${ASSEMBLY}`,
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  ...CONTIGS.map(({ name, length }) => `##contig=<ID=${name},length=${length},assembly=${ASSEMBLY}>`),
  ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT', ...names].join('\t'),
];
const rows = founderPanel().sites.map(({ chromosome, position, id, ref, alt }, site) => {
  const calls = volunteers.map(({ haplotypes: [a, b] }) => `${a[site] ?? 0}|${b[site] ?? 0}`);
  return [chromosome, position, id, ref, alt, '.', 'PASS', '.', 'GT', ...calls].join('\t');
});
await writeFile(file, `${[...head, ...rows].join('\n')}\n`);
