import { existsSync, openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClinVar, starsOf } from './clinvar-extract.ts';
import { findVariants } from './find-variants.ts';
import { asFile, GRCH37_CONTIG, row, vcfText } from './fixtures/sample-vcf.ts';
import { isSameChange, trimAlleles } from './same-change.ts';

const COLUMNS =
  'Name\tGene(s)\tProtein_change\tCondition(s)\tClinical_significance_(Last_reviewed)\tReview_status\tAccession\tGRCh37Location\tGRCh38Location\tCanonical_SPDI';
const line = (gene: string, at37: string, at38: string, spdi: string) =>
  `NM_1.1(${gene}):c.1A>G_(p.Lys1Glu)\t${gene}\tK1E\tDilated_cardiomyopathy|not_provided\tLikely_pathogenic(Last_reviewed:_Feb_25,_2021)\treviewed_by_expert_panel\tVCV1\t${at37}\t${at38}\t${spdi}`;

const extract = readClinVar(
  asFile(
    [
      COLUMNS,
      line('SNV', '90', '100', 'NC_000001.11:99:A:G'),
      line('DEL', '190', '201', 'NC_000001.11:200:AAAA:AAA'),
      line('FAR', '490', '500', 'NC_000001.11:499:C:T'),
      line('BAD', '', '', ''),
    ].join('\n'),
    'clinvar.txt',
  ),
);

const search = async (rows: readonly string[], options: Parameters<typeof vcfText>[1] = {}) =>
  findVariants(asFile(vcfText(rows, options)), await extract);
const genesFound = async (...rows: string[]) =>
  (await search(rows)).found.map(({ entry, zygosity }) => [entry.gene, zygosity]);

describe('findVariants', () => {
  it('reads significance, stars, HGVS and conditions, and counts what cannot be matched', async () => {
    const { entries, issues } = await extract;
    expect(entries[0]).toMatchObject({
      gene: 'SNV',
      coding: 'NM_1.1(SNV):c.1A>G',
      protein: 'p.Lys1Glu',
      significance: 'Likely pathogenic',
      lastReviewed: 'Feb 25, 2021',
      stars: 3,
      conditions: ['Dilated cardiomyopathy', 'not provided'],
    });
    expect(issues.map(({ message }) => message)).toEqual([
      'clinvar.txt: 1 of 4 entries have no canonical SPDI and cannot be matched.',
    ]);
    expect(['criteria provided, single submitter', 'no assertion criteria provided'].map(starsOf)).toEqual([
      1, 0,
    ]);
  });

  it('finds a variant with its zygosity, in any way of writing it', async () => {
    expect(await genesFound(row('1', 100, '.', 'A', 'G', ['0/1']))).toEqual([['SNV', 'heterozygous']]);
    expect(await genesFound(row('1', 100, '.', 'A', 'C,G', ['2|2']))).toEqual([['SNV', 'homozygous']]);
    expect(await genesFound(row('1', 98, '.', 'TTA', 'TTG', ['1']))).toEqual([['SNV', 'hemizygous']]);
    for (const [at, reference, alternate] of [
      [200, 'CA', 'C'],
      [203, 'AA', 'A'],
      [201, 'AAAA', 'AAA'],
      [204, 'AG', 'G'],
    ] as const)
      expect(await genesFound(row('1', at, '.', reference, alternate, ['0/1']))).toEqual([
        ['DEL', 'heterozygous'],
      ]);
    expect(
      await genesFound(row('1', 100, '.', 'A', 'T', ['0/1']), row('1', 100, '.', 'A', 'G', ['0/0'])),
    ).toEqual([]);
    expect(await genesFound(row('1', 100, '.', 'A', '<DEL>', ['0/1']))).toEqual([]);
  });

  it('uses GRCh37 coordinates in a GRCh37 file, and none in a file that does not tell', async () => {
    const rows = [row('1', 90, '.', 'A', 'G', ['0/1'])];
    const { found } = await search(rows, { header: [GRCH37_CONTIG] });
    expect(found.map(({ entry }) => entry.gene)).toEqual(['SNV']);
    const silent = await search(rows, { header: [] });
    expect([silent.found, silent.genes]).toEqual([[], []]);
    expect(silent.issues.at(-1)?.message).toContain('does not tell its genome build');
  });

  it('tells "read, nothing there" from "no call" and from "not in the file"', async () => {
    const { genes } = await search([
      row('1', 50, '.', 'A', '<NON_REF>', ['0/0'], { info: 'END=150' }),
      row('1', 200, '.', 'C', 'T', ['0/1']),
      row('1', 201, '.', 'A', 'AT', ['./.']),
    ]);
    const short = genes.map(({ gene, read, withoutCall, notInFile }) => [gene, read, withoutCall, notInFile]);
    expect(short).toEqual([
      ['DEL', 0, 1, 0],
      ['FAR', 0, 0, 1],
      ['SNV', 1, 0, 0],
    ]);
  });

  it('searches nobody when several people are in the file and none is named', async () => {
    const rows = [row('1', 100, '.', 'A', 'G', ['0/1', '0/0'])];
    const { found, issues } = await search(rows, { samples: ['a', 'b'] });
    expect(found).toEqual([]);
    expect(issues.at(-1)?.message).toBe('The file holds 2 samples; say which one to search.');
  });

  it('takes a change for the same wherever a repeat lets it stand, and no other', () => {
    const base = fc.constantFrom('A', 'C');
    const text = (least: number) =>
      fc.array(base, { minLength: least, maxLength: 6 }).map((bases) => bases.join(''));
    fc.assert(
      fc.property(text(1), text(0), fc.nat(5), (deleted, inserted, flank) => {
        fc.pre(deleted !== inserted);
        const canonical = { chromosome: 1, position: 10, deleted, inserted };
        const before = 'G'.repeat(flank);
        const written = trimAlleles(1, 11 - flank, `${before}${deleted}`, `${before}${inserted}`);
        expect(isSameChange(written, canonical)).toBe(true);
        expect(isSameChange({ ...written, inserted: `${written.inserted}T` }, canonical)).toBe(false);
        expect(isSameChange({ ...written, chromosome: 2 }, canonical)).toBe(false);
      }),
    );
  });

  it('says why a file is no extract', async () => {
    const { entries, issues } = await readClinVar(asFile('a\tb\n1\t2\n', 'x.txt'));
    expect(entries).toEqual([]);
    expect(issues[0]?.message).toContain('x.txt is no ClinVar extract: it lacks the column Name');
  });
});

const CLINVAR = fileURLToPath(
  new URL('../../../shared/data/genomics/clinvar-cardiomyopathy/DCM_clinvar_result_LP.txt', import.meta.url),
);

describe.skipIf(!existsSync(CLINVAR))('the ClinVar extract (skipped where the data folder is absent)', () => {
  it('finds each of its substitutions and short indels when a VCF holds them, on both builds', async () => {
    const real = await readClinVar({ name: 'DCM', source: await openAsBlob(CLINVAR) });
    expect(real.entries.length).toBeGreaterThan(2900);
    for (const build of ['GRCh38', 'GRCh37'] as const) {
      const placed = real.entries.flatMap(({ accession, changes }) => {
        const change = changes[build];
        return change && change.deleted.length > 0 && change.inserted.length > 0
          ? [{ accession, change }]
          : [];
      });
      const rows = placed.map(({ change: { chromosome, position, deleted, inserted } }) =>
        row(String(chromosome), position + 1, '.', deleted, inserted, ['0/1']),
      );
      const { found } = await findVariants(asFile(vcfText(rows, { header: [`##reference=${build}`] })), real);
      const matched = new Set(found.map(({ entry }) => entry.accession));
      const missed = placed.filter(({ accession }) => !matched.has(accession));
      expect(missed).toEqual([]);
    }
  });
});
