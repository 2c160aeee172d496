import { describe, expect, it } from 'vitest';
import { readClinVar } from './clinvar-extract.ts';
import { findVariants } from './find-variants.ts';
import { asFile, row, vcfText } from './fixtures/sample-vcf.ts';

const COLUMNS =
  'Name\tGene(s)\tCondition(s)\tClinical_significance_(Last_reviewed)\tReview_status\tAccession\tGRCh37Location\tGRCh38Location\tCanonical_SPDI';
const line = (gene: string, at: number, spdi: string) =>
  `NM_1.1(${gene}):c.1A>G\t${gene}\tDilated_cardiomyopathy\tPathogenic\treviewed_by_expert_panel\t${gene}\t\t${at}\t${spdi}`;
const extract = readClinVar(
  asFile(
    [
      COLUMNS,
      line('MNV', 101, 'NC_000001.11:100:AG:TC'),
      line('SNV', 301, 'NC_000001.11:300:A:T'),
      line('GAP', 401, 'NC_000001.11:400:ACG:TCA'),
      line('FAR', 900_001, 'NC_000001.11:900000:C:T'),
    ].join('\n'),
    'clinvar.txt',
  ),
);
const search = async (...rows: string[]) => findVariants(asFile(vcfText(rows)), await extract);
const found = async (...rows: string[]) =>
  (await search(...rows)).found.map(({ entry, evidence }) => `${entry.gene} ${evidence}`);
const coverage = async (gene: string, ...rows: string[]) =>
  (await search(...rows)).genes.find((one) => one.gene === gene);
const failed = (text: string) => text.replace('\tPASS\t', '\tLowQual\t');

describe('a substitution in pieces', () => {
  it('is found on one copy, and only possible where nothing tells the copies apart', async () => {
    const pieces = (first: string, second: string, format = 'GT') => [
      row('1', 101, '.', 'A', 'T', [first], { format }),
      row('1', 102, '.', 'G', 'C', [second], { format }),
    ];
    expect(await found(...pieces('0|1', '0|1'))).toEqual(['MNV pieces']);
    expect(await found(...pieces('1/1', '0/1'))).toEqual(['MNV pieces']);
    expect(await found(...pieces('0/1', '0/1'))).toEqual(['MNV unphased-pieces']);
    expect(await found(...pieces('0|1', '1|0'))).toEqual(['MNV unphased-pieces']);
    expect(await found(...pieces('0|1:7', '0|1:8', 'GT:PS'))).toEqual(['MNV unphased-pieces']);
    expect(await found(...pieces('0|1:7', '0|1:7', 'GT:PS'))).toEqual(['MNV pieces']);
    expect(await found(...pieces('0/1', '0/0'))).toEqual([]);
    expect(await found(row('1', 101, '.', 'AG', 'TC', ['0/1']))).toEqual(['MNV written']);
  });

  it('may leave an unchanged base between its pieces', async () => {
    const pieces = [row('1', 401, '.', 'A', 'T', ['0|1']), row('1', 403, '.', 'G', 'A', ['0|1'])];
    expect(await found(...pieces)).toEqual(['GAP pieces']);
    expect(await found(...pieces.slice(0, 1))).toEqual([]);
  });

  it('is possible as part of a longer one', async () => {
    expect(await found(row('1', 300, '.', 'CA', 'GT', ['0/1']))).toEqual(['SNV part-of-longer']);
    expect(await found(row('1', 300, '.', 'CA', 'CT', ['0/1']))).toEqual(['SNV written']);
  });
});

describe('a place is not read', () => {
  it.each([
    ['<DEL>', 'SVTYPE=DEL;END=1000'],
    ['<DEL>', 'SVLEN=-800'],
    ['<DEL:ME:ALU>', 'END=1000'],
    ['<DUP:TANDEM>', 'END=1000'],
    ['<INV>', 'END=950000'],
    ['<CNV>', 'SVLEN=900'],
  ])('under a called %s (%s)', async (alternate, info) => {
    const {
      genes,
      rearrangements,
      found: variants,
    } = await search(row('1', 200, '.', 'N', alternate, ['0/1'], { info }));
    const snv = genes.find(({ gene }) => gene === 'SNV');
    expect([snv?.rearranged, snv?.read, variants.length]).toEqual([1, 0, 0]);
    expect(rearrangements[0]?.genes).toContain('SNV');
    expect(rearrangements[0]?.zygosity).toBe('heterozygous');
  });

  it('under a deletion of many bases, or one that began before', async () => {
    const long = row('1', 250, '.', 'C'.repeat(51) + 'A'.repeat(9), 'C', ['0/1']);
    expect(await coverage('SNV', long)).toMatchObject({ rearranged: 1, read: 0 });
    expect(await coverage('SNV', row('1', 301, '.', 'A', 'G,*', ['1/2']))).toMatchObject({ rearranged: 1 });
    expect(
      await coverage('SNV', row('1', 200, '.', 'N', '<DEL>', ['0/0'], { info: 'END=900' })),
    ).toMatchObject({
      rearranged: 0,
      read: 1,
    });
  });

  it('when the filter doubts the call, REF is another base, or half a call is missing', async () => {
    const reference = row('1', 301, '.', 'A', 'G', ['0/0']);
    expect(await coverage('SNV', reference)).toMatchObject({ read: 1 });
    expect(await coverage('SNV', failed(reference))).toMatchObject({ doubted: 1, read: 0 });
    expect(await coverage('SNV', reference.replace('\tPASS\t', '\tRefCall\t'))).toMatchObject({ read: 1 });
    expect(await coverage('SNV', row('1', 301, '.', 'A', 'G', ['./0']))).toMatchObject({ withoutCall: 1 });
    const other = await search(row('1', 301, '.', 'G', 'C', ['0/0']));
    expect(other.genes.find(({ gene }) => gene === 'SNV')).toMatchObject({ referenceDiffers: 1, read: 0 });
    expect(other.issues.at(-1)?.message).toContain('at 1 place of known variants REF is another base');
  });

  it('and every place is counted once', async () => {
    const rows = [
      row('1', 50, '.', 'A', '<NON_REF>', ['0/0'], { info: 'END=150' }),
      row('1', 200, '.', 'N', '<DEL>', ['0/1'], { info: 'END=350' }),
      row('1', 401, '.', 'A', 'T', ['./.']),
    ];
    for (const { known, read, doubted, withoutCall, rearranged, referenceDiffers, notInFile } of (
      await search(...rows)
    ).genes)
      expect(read + doubted + withoutCall + rearranged + referenceDiffers + notInFile).toBe(known);
  });
});
