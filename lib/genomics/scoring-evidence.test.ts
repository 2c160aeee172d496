import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asFile, row, scoringText, vcfText } from './fixtures/sample-vcf.ts';
import { scoreVcf } from './polygenic-score.ts';
import { readScoringFile } from './scoring-file.ts';

const COLUMNS = 'rsID chr_name chr_position effect_allele other_allele effect_weight';
const BUILD = '#genome_build=GRCh38';
const score = async (vcf: string, weights: string) =>
  scoreVcf(asFile(vcf), await readScoringFile(asFile(weights, 'w.txt')));
const messages = ({ issues }: Awaited<ReturnType<typeof score>>) => issues.map(({ message }) => message);

const two = [row('1', 10, 'rs1', 'A', 'G', ['0/1']), row('1', 20, 'rs2', 'C', 'T', ['1/1'])];
const weightsOfTwo = ['rs1 1 10 G A 1', 'rs2 1 20 T C 10'];

describe('what a scoring file says of itself', () => {
  it.each(['OR', 'HR', 'odds ratio', 'Hazard_Ratio', 'RR'])(
    'adds up no ratios (weight_type %s)',
    async (type) => {
      const scores = await score(
        vcfText(two),
        scoringText(COLUMNS, weightsOfTwo, [BUILD, `#weight_type=${type}`]),
      );
      expect(scores.samples[0]?.sum).toBeNull();
      expect(messages(scores).join()).toContain('2 rows not applied: weights are ratios');
    },
  );

  it.each(['beta', 'log(OR)', 'ln odds ratio', 'odds ratio (log)', ''])('adds up %j', async (type) => {
    const scores = await score(
      vcfText(two),
      scoringText(COLUMNS, weightsOfTwo, [BUILD, `#weight_type=${type}`]),
    );
    expect(scores.samples[0]?.sum).toBe(21);
  });

  it('counts the rows that its header states and the file lacks as not found', async () => {
    const cut = await score(vcfText(two), scoringText(COLUMNS, weightsOfTwo, [BUILD, '#variants_number=8']));
    expect(cut.matching).toMatchObject({ weights: 8, matched: 2, coverage: 0.25 });
    expect(cut.samples[0]?.sum).toBeNull();
    expect(messages(cut).join()).toContain('6 rows not applied: stated in the header');
    const long = await score(vcfText(two), scoringText(COLUMNS, weightsOfTwo, [BUILD, '#variants_number=1']));
    expect(messages(long).join()).toContain('holds 2 rows, but its header states 1');
  });

  it('is read with a byte order mark, spaces or commas between columns, and names in another case', async () => {
    const text = scoringText(COLUMNS.toUpperCase(), weightsOfTwo, [BUILD]);
    for (const sent of [`\uFEFF${text}`, text.replaceAll('\t', ' '), text.replaceAll('\t', ','), text])
      expect((await score(vcfText(two), sent)).samples[0]?.sum).toBe(21);
  });
});

describe('rows of a genotype file', () => {
  it('are met by each of their identifiers', async () => {
    const weights = scoringText('rsID effect_allele other_allele effect_weight', ['rs1 G A 1', 'rs2 T C 10']);
    const rows = [row('1', 10, 'rs9;rs1', 'A', 'G', ['0/1']), row('1', 20, 'COSM5;rs2;x', 'C', 'T', ['1/1'])];
    expect((await score(vcfText(rows), weights)).samples[0]?.sum).toBe(21);
  });

  it('count with the dosage where they have no genotype, and say so', async () => {
    const dosage = (text: string) => vcfText([row('1', 10, 'rs1', 'A', 'G', [text], { format: 'DS:GP' })]);
    const weights = scoringText(COLUMNS, ['rs1 1 10 G A 2'], [BUILD]);
    const scores = await score(dosage('0.75:0,1,0'), weights);
    expect(scores.samples[0]).toMatchObject({ sum: 1.5, called: 1, alleles: 2 });
    expect(messages(scores).join()).toContain('their dosage (DS) was taken');
    for (const none of ['.', '2.4', '-1', 'x'])
      expect((await score(dosage(none), weights)).samples[0]?.called).toBe(0);
    const reference = scoringText(COLUMNS, ['rs1 1 10 A G 2'], [BUILD]);
    expect((await score(dosage('0.75'), reference)).samples[0]?.sum).toBe(2.5);
  });

  it('that put rsIDs elsewhere are of another build, whatever the header says', async () => {
    const moved = [row('1', 50_010, 'rs1', 'A', 'G', ['0/1']), row('1', 10, '.', 'A', 'G', ['0/1'])];
    const weights = scoringText(COLUMNS, ['rs1 1 10 G A 1'], [BUILD]);
    const scores = await score(vcfText(moved), weights);
    expect(scores.samples[0]?.sum).toBeNull();
    expect(messages(scores).join()).toContain(
      '1 of the 1 rsIDs that both files name stand at other positions',
    );
    expect(messages(await score(vcfText(two), scoringText(COLUMNS, weightsOfTwo, [BUILD])))).toEqual([]);
  });
});

it('every weight is counted once: found, left out for one reason, or not in the file', async () => {
  const allele = fc.constantFrom('A', 'C', 'G', 'T', 'AT', 'N', 'D');
  const place = fc.integer({ min: 1, max: 6 });
  const anyRow = fc.record({
    place,
    ref: fc.constantFrom('A', 'C', 'AT'),
    alt: fc.constantFrom('G', 'T', 'A,G', '.'),
    call: fc.constantFrom('0/1', './1', '.', '1'),
  });
  const anyWeight = fc.record({
    place,
    effect: allele,
    other: allele,
    weight: fc.constantFrom('1', '-2', 'x'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow), fc.array(anyWeight), fc.nat(12), async (rows, weights, stated) => {
      const vcf = vcfText(rows.map((one) => row('1', one.place, '.', one.ref, one.alt, [one.call])));
      const lines = weights.map((one) => `. 1 ${one.place} ${one.effect} ${one.other} ${one.weight}`);
      const { matching, samples } = await score(
        vcf,
        scoringText(COLUMNS, lines, [BUILD, `#variants_number=${stated}`]),
      );
      const { matched, strandAmbiguous, allelesDiffer, duplicates, inReferenceBlock, notInFile } = matching;
      const refused = Object.values(matching.refused).reduce((sum, count) => sum + count, 0);
      const parts = [
        matched,
        strandAmbiguous,
        allelesDiffer,
        duplicates,
        inReferenceBlock,
        notInFile,
        refused,
      ];
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(matching.weights);
      expect(matching.weights).toBe(Math.max(weights.length, stated));
      expect(samples[0]?.called ?? 0).toBeLessThanOrEqual(matched);
    }),
    { numRuns: 60 },
  );
});
