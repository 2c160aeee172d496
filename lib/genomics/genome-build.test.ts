import { describe, expect, it } from 'vitest';
import {
  ASSEMBLIES,
  assembliesNamedIn,
  assemblyOfAccession,
  buildNamedIn,
  chromosomeLength,
} from './assemblies.ts';
import { chromosomeNumber, tellBuild } from './genome-build.ts';

const contig = (name: string, length?: number) => ({ name, length });
const told = (contigs: readonly { name: string; length: number | undefined }[], reference = '') => {
  const { build, issue } = tellBuild(contigs, reference);
  return issue === null ? build : issue.message;
};

describe('tellBuild', () => {
  it.each([
    ['file:///data/hg18.fa', 'NCBI36'],
    ['human_b36_both.fasta', 'NCBI36'],
    ['chm13v2.0.fa', 'T2T-CHM13'],
    ['hs1.fa.gz', 'T2T-CHM13'],
  ])('refuses %s by name, whatever the weights are on', (reference, assembly) => {
    expect(told([], reference)).toContain(`The file is on ${assembly}; only GRCh37 and GRCh38 can be used`);
  });

  it.each(ASSEMBLIES)('knows %s by one contig length', (assembly) => {
    const length = chromosomeLength(assembly, 7);
    expect(told([contig('chr7', length)])).toContain(assembly);
  });

  it.each([
    ['NC_000001.10', 'GRCh37'],
    ['NC_000007.14', 'GRCh38'],
    ['NC_000023.10', 'GRCh37'],
    ['CM000663.2', 'GRCh38'],
  ])('knows the build by the accession %s', (name, build) => {
    expect(told([contig(name)])).toBe(build);
  });

  it.each([
    ['an accession and a name', [contig('NC_000001.10')], 'GRCh38.fa'],
    ['an accession and a length', [contig('NC_000001.10', 248956422)], ''],
    ['two accessions', [contig('NC_000001.10'), contig('NC_000002.12')], ''],
    ['a name and a length', [contig('1', 247249719)], 'hg19.fa'],
  ])('refuses a contradiction of %s', (_, contigs, reference) => {
    expect(told(contigs, reference)).toContain('contradicts itself about its genome build');
  });

  it('decides nothing where a text names two builds and nothing else tells', () => {
    expect(told([], 'lifted from hg19 to hg38')).toBeNull();
    expect(told([contig('chr1', 248956422)], 'lifted from hg19 to hg38')).toBe('GRCh38');
    expect(told([])).toBeNull();
  });
});

describe('names', () => {
  it('gives accessions their chromosome, and none to what is no chromosome', () => {
    const names = ['NC_000001.11', 'NC_000024.9', 'NC_012920.1', 'CM000664.2', 'NC_060925.1', 'NC_060948.1'];
    expect(names.map(chromosomeNumber)).toEqual([1, 24, 25, 2, 1, 24]);
    expect(['NC_060949.1', 'CM000900.1', 'NC_007605.1', 'GL000191.1'].map(chromosomeNumber)).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('tells no assembly by a version that it does not know', () => {
    expect(['NC_000001.99', 'NC_012920.1', 'chr1', '1'].map(assemblyOfAccession)).toEqual(
      Array(4).fill(undefined),
    );
    expect(assemblyOfAccession('NC_000001.9')).toBe('NCBI36');
  });

  it('takes a build from a text that names that one alone', () => {
    expect([
      buildNamedIn('GRCh38.p14'),
      buildNamedIn('hg19'),
      buildNamedIn('hg18'),
      buildNamedIn(''),
    ]).toEqual(['GRCh38', 'GRCh37', undefined, undefined]);
    expect(assembliesNamedIn('GCA_000001405.15_GRCh38_no_alt')).toEqual(['GRCh38']);
  });
});
