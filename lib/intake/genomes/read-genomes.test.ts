import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '#lib/modalities/genomics/knowledge.ts';
import { sampleExtract, sampleVcf } from '../fixtures/sample-genome.ts';
import { sortFiles } from '../sort-files.ts';
import { readGenomes } from './read-genomes.ts';

const knowledge = loadKnowledge(
  async (path) => new Blob([readFileSync(new URL(`../../../public${path}`, import.meta.url))]),
);
const file = (name: string, content: string | Uint8Array) => ({
  name,
  bytes: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
});
const gzip = (text: string) => gzipSync(new TextEncoder().encode(text));

async function read(...files: ReturnType<typeof file>[]) {
  const sorted = await sortFiles(files, () => undefined);
  const seen: string[] = [];
  const genomes = await readGenomes(
    sorted.genomic,
    () => knowledge,
    (name) => seen.push(name),
  );
  return { ...genomes, sorted, seen };
}

describe('genotype files without a chart', () => {
  it('are told by what they hold, gzip or not, whatever their names', async () => {
    const { sorted, seen } = await read(
      file('a', sampleVcf('s')),
      file('b.gz', gzip(sampleVcf('t'))),
      file('c.txt', sampleExtract()),
      file('d.gz', gzip('TBI\u0001')),
      file('e.json', '{"resourceType":"Patient"}'),
    );
    expect(sorted.genomic.map(({ kind }) => kind)).toEqual(['vcf', 'vcf', 'clinvar', 'tabix']);
    expect(sorted.fhir.map(({ name }) => name)).toEqual(['e.json']);
    expect(seen).toEqual(['a', 'b.gz']);
  });

  it('give a score, and tell "no call" from "not in the file"', async () => {
    const { genomes, issues } = await read(file('x.vcf', sampleVcf('s1')), file('c.txt', sampleExtract()));
    expect(genomes.map(({ sample }) => sample)).toEqual(['s1']);
    const [genome] = genomes;
    expect(genome?.slice.genotypes?.score.sum).toBeTypeOf('number');
    expect(genome?.search?.found.map(({ entry, zygosity }) => [entry.gene, entry.stars, zygosity])).toEqual([
      ['LMNA', 2, 'heterozygous'],
    ]);
    expect(
      genome?.search?.genes.map(({ gene, read: seen, withoutCall, notInFile }) => [
        gene,
        seen,
        withoutCall,
        notInFile,
      ]),
    ).toEqual([
      ['DES', 0, 1, 0],
      ['LMNA', 1, 0, 0],
      ['TTN', 0, 0, 1],
    ]);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('are scored with the scoring file that was chosen with them', async () => {
    const scoring =
      '#pgs_id=PGS1\n#genome_build=GRCh38\nchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n1\t156115152\tT\tG\t0.5\n';
    const { genomes } = await read(file('x.vcf', sampleVcf('s')), file('PGS1.txt', scoring));
    expect(genomes[0]?.slice.genotypes?.score).toMatchObject({ id: 'PGS1', sum: 0.5, matched: 1 });
  });

  it('of several people are shown with nobody, and the reason stands with the file', async () => {
    const several = sampleVcf('a')
      .replace('FORMAT\ta', 'FORMAT\ta\tb')
      .replaceAll(/(\d[/|]\d|\.\/\.)$/gm, '$1\t0/0');
    const { genomes, unreadable } = await read(file('family.vcf', several));
    expect(genomes).toEqual([]);
    expect(unreadable).toEqual([
      { file: 'family.vcf', reason: expect.stringContaining('holds several people') },
    ]);
  });

  it('say what lacks its other half', async () => {
    const { genomes, issues } = await read(file('c.txt', sampleExtract()));
    expect(genomes).toEqual([]);
    expect(issues).toEqual([
      expect.objectContaining({ file: 'c.txt', message: expect.stringContaining('none was chosen') }),
    ]);
  });

  it('never throw, wherever they are cut or changed', async () => {
    const bytes = new TextEncoder().encode(sampleVcf('s'));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length),
        fc.nat(bytes.length - 1),
        fc.nat(255),
        async (length, at, byte) => {
          const changed = bytes.slice(0, length);
          if (at < length) changed[at] = byte;
          const { genomes, issues, sorted } = await read(
            file('x.vcf', changed),
            file('c.txt', sampleExtract()),
          );
          expect(genomes.length + issues.length + sorted.issues.length + sorted.fhir.length).toBeGreaterThan(
            0,
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});
