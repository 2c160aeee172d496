import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asFile, GRCH37_CONTIG, row, scoringText, vcfText } from './fixtures/sample-vcf.ts';
import { type PolygenicScores, type ScoreOptions, scoreVcf } from './polygenic-score.ts';
import { readScoringFile } from './scoring-file.ts';

const COLUMNS = 'rsID chr_name chr_position effect_allele other_allele effect_weight';
const HEADER = ['#pgs_id=PGS1', '#genome_build=GRCh38'];

async function score(vcf: string, weights: string | Uint8Array, options?: ScoreOptions) {
  return scoreVcf(asFile(vcf), await readScoringFile(asFile(weights, 'w.txt')), options);
}
const sumOf = ({ samples }: PolygenicScores) => samples[0]?.sum;

describe('scoreVcf', () => {
  it('counts copies of the effect allele, be it REF, ALT or one of several', async () => {
    const vcf = vcfText([
      row('chr1', 10, '.', 'A', 'G', ['0/1']),
      row('chr1', 20, '.', 'A', 'G', ['0|0']),
      row('chr1', 30, '.', 'A', 'C,G', ['2/2']),
      row('chr1', 40, '.', 'A', '.', ['0/0']),
      row('chr1', 50, '.', 'AT', 'A', ['1/1']),
      row('chrX', 60, '.', 'A', 'G', ['1']),
    ]);
    const weights = scoringText(
      COLUMNS,
      [
        '. 1 10 G A 1',
        '. 1 20 A G 10',
        '. 1 30 G A 100',
        '. 1 40 G A 1000',
        '. 1 50 A AT 10000',
        '. X 60 G A 5e5',
      ],
      HEADER,
    );
    const scores = await score(vcf, weights);
    expect(sumOf(scores)).toBe(1 + 20 + 200 + 0 + 20_000 + 500_000);
    expect(scores.samples[0]).toMatchObject({ alleles: 11, called: 6, reason: null });
    expect(scores.matching).toMatchObject({ weights: 6, matched: 6, coverage: 1, coordinates: 'reported' });
    expect(await score(vcf, gzipSync(weights))).toEqual(scores);
  });

  it('counts apart what lies in a reference block, whose bases are not named', async () => {
    const block = (contig: string, from: number, end: number, alternate: string) =>
      row(contig, from, '.', 'A', alternate, ['0/0'], { info: `END=${end}` });
    const vcf = vcfText([
      block('chr1', 10, 25, '<NON_REF>'),
      block('chr1', 30, 32, '.'),
      row('chr1', 40, '.', 'A', 'G', ['0/1']),
      row('chr1', 50, '.', 'ACGT', '.', ['0/0']),
      block('chr2', 1, 9, '<DEL>'),
    ]);
    const places = ['1 11', '1 25', '1 26', '1 31', '1 40', '1 52', '2 5', '3 11'];
    const weights = scoringText(
      COLUMNS,
      places.map((place) => `. ${place} G A 1`),
      HEADER,
    );
    const { matching } = await score(vcf, weights, { leastCoverage: 0 });
    expect(matching).toMatchObject({ weights: 8, matched: 1, inReferenceBlock: 3, notInFile: 4 });
  });

  it('turns SNPs to the other strand, and leaves out those that read the same on both', async () => {
    const vcf = vcfText([
      row('1', 10, '.', 'A', 'G', ['0/1']),
      row('1', 20, '.', 'A', 'T', ['0/1']),
      row('1', 30, '.', 'C', 'G', ['1/1']),
      row('1', 40, '.', 'A', 'G', ['0/1']),
    ]);
    const weights = scoringText(
      COLUMNS,
      ['. 1 10 C T 1', '. 1 20 T A 10', '. 1 30 G C 100', '. 1 40 A C 7'],
      HEADER,
    );
    const { matching, samples } = await score(vcf, weights);
    expect(matching).toMatchObject({ matched: 1, flipped: 1, strandAmbiguous: 2, allelesDiffer: 1 });
    expect(samples[0]).toMatchObject({ sum: null, reason: expect.stringContaining('1 of 4') });
    const kept = await score(vcf, weights, { leastCoverage: 0, keepAmbiguous: true });
    expect(sumOf(kept)).toBe(1 + 10 + 200);
  });

  it('gives no score below the stated coverage, for all or for one sample', async () => {
    const calls = ['0/1', './.'];
    const vcf = vcfText(
      [1, 2, 3].map((at) => row('1', at, '.', 'A', 'G', calls)),
      { samples: ['a', 'b'] },
    );
    const rows = (count: number) => Array.from({ length: count }, (_, at) => `. 1 ${at + 1} G A 1`);
    const { samples } = await score(vcf, scoringText(COLUMNS, rows(4), HEADER));
    expect(samples.map(({ sum }) => sum)).toEqual([3, null]);
    expect(samples[1]?.reason).toBe('Only 0 of 4 weights have a call in this sample.');
    const sparse = await score(vcf, scoringText(COLUMNS, rows(5), HEADER));
    expect(sparse.samples[0]).toMatchObject({
      sum: null,
      reason: expect.stringContaining('3 of 5 weights (60.0 %)'),
    });
  });

  it('applies dominant and recessive rows, and refuses interactions with a reason', async () => {
    const vcf = vcfText(
      [1, 2].map((at) => row('1', at, '.', 'A', 'G', ['1/1', '0/1']), {}),
      { samples: ['a', 'b'] },
    );
    const columns = `${COLUMNS} is_dominant is_recessive is_interaction`;
    const rows = ['. 1 1 G A 1 TRUE FALSE False', '. 1 2 G A 10 FALSE TRUE False'];
    const { samples } = await score(vcf, scoringText(columns, rows, HEADER));
    expect(samples.map(({ sum }) => sum)).toEqual([11, 1]);
    const more = [...rows, '. 1 1 G_x_A . 5 False False True'];
    const { matching, issues } = await score(vcf, scoringText(columns, more, HEADER), { leastCoverage: 0 });
    expect(matching.refused).toEqual({ 'interaction of several variants': 1 });
    expect(issues.map(({ message }) => message).join()).toContain('1 row not applied: interaction');
  });

  it('never mixes builds: harmonised coordinates bridge them, nothing else does', async () => {
    const vcf = vcfText([row('1', 10, '.', 'A', 'G', ['0/1'])], { header: [GRCH37_CONTIG] });
    const reported = await score(vcf, scoringText(COLUMNS, ['. 1 10 G A 1'], HEADER));
    expect(reported.samples[0]?.sum).toBeNull();
    expect(reported.issues.map(({ code }) => code)).toContain('genome-build');
    const columns = `${COLUMNS} hm_chr hm_pos`;
    const bridged = scoringText(columns, ['. 1 999 G A 1 1 10'], [...HEADER, '#HmPOS_build=GRCh37']);
    expect(sumOf(await score(vcf, bridged))).toBe(1);
    const far = vcfText([row('1', 249_100_000, '.', 'A', 'G', ['0/1'])]);
    expect(sumOf(await score(far, scoringText(COLUMNS, ['. 1 249100000 G A 1'], HEADER)))).toBeNull();
  });

  it('says that it takes a build for granted where the file is silent', async () => {
    const vcf = vcfText([row('1', 10, '.', 'A', 'G', ['0/1'])], { header: [] });
    const { issues } = await score(vcf, scoringText(COLUMNS, ['. 1 10 G A 1'], HEADER));
    expect(issues.map(({ code }) => code)).toEqual(['assumption']);
  });

  it('matches by rsID where a scoring file has no positions', async () => {
    const vcf = vcfText([row('1', 10, 'rs77', 'A', 'G', ['1/1'])]);
    const scores = await score(
      vcf,
      scoringText('rsID effect_allele other_allele effect_weight', ['rs77 G A 2']),
    );
    expect([sumOf(scores), scores.matching.coordinates]).toEqual([4, 'rsid']);
  });

  it('fills a missing call with the given frequency of the effect allele, or not at all when told so', async () => {
    const vcf = vcfText([
      row('1', 1, '.', 'A', 'G', ['./1']),
      ...[2, 3, 4].map((at) => row('1', at, '.', 'A', 'G', ['0/1'])),
    ]);
    const rows = [1, 2, 3, 4].map((at) => `. 1 ${at} G A 1 0.4`);
    const weights = scoringText(`${COLUMNS} allelefrequency_effect`, rows, HEADER);
    const filled = await score(vcf, weights);
    expect([sumOf(filled), filled.samples[0]?.imputed]).toEqual([3.8, 1]);
    expect(sumOf(await score(vcf, weights, { meanImputation: false }))).toBe(3);
  });

  it('counts a site once that is named twice', async () => {
    const vcf = vcfText([row('1', 10, '.', 'A', 'G', ['0/1'])]);
    const { matching, samples } = await score(
      vcf,
      scoringText(COLUMNS, ['. 1 10 G A 1', '. 1 10 A G 1', '. 1 10 G A 1'], HEADER),
      { leastCoverage: 0.3 },
    );
    expect([matching.matched, matching.duplicates, samples[0]?.sum]).toEqual([1, 2, 1]);
  });

  it('says what is wrong with a scoring file', async () => {
    const vcf = vcfText([]);
    const messages = async (text: string) =>
      (await score(vcf, text)).issues.map(({ message }) => message).join();
    expect(await messages('')).toContain('no line of column names');
    expect(await messages('a\tb\n')).toContain(
      'lacks the column effect_allele, effect_weight, chr_position or rsID',
    );
    expect(await messages(scoringText(COLUMNS, ['. 1 1 G A x', '. 1 1 <DEL> A 1']))).toContain('no number');
  });
});

const EXAMPLES = fileURLToPath(new URL('../../../shared/data/genomics/pgsc_calc-examples/', import.meta.url));
const skipped =
  !existsSync(EXAMPLES) ||
  (spawnSync('plink2', ['--version']).error !== undefined && process.env.CI !== 'true');

describe.skipIf(skipped)(
  'against plink2 on the pgsc_calc example (skipped without plink2 or the data folder)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'consilium-plink-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const at = (name: string) => join(folder, name);
    const vcf = join(EXAMPLES, 'cineca_synthetic_subset.vcf.gz');

    /** The example with every seventh row's calls of 20 people taken away. */
    const withGaps = (): string =>
      gunzipSync(readFileSync(vcf), { maxOutputLength: 2 ** 28 })
        .toString()
        .split('\n')
        .map((line, index) => {
          if (line.startsWith('#') || index % 7 !== 0) return line;
          return line
            .split('\t')
            .map((cell, column) => (column > 8 && column < 29 ? './.' : cell))
            .join('\t');
        })
        .join('\n');

    const plink = (...parameters: string[]) => {
      const { status, stderr } = spawnSync('plink2', ['--threads', '1', '--memory', '1024', ...parameters], {
        cwd: folder,
      });
      if (status !== 0) throw new Error(String(stderr));
    };

    beforeAll(() => {
      writeFileSync(at('gaps.vcf'), withGaps());
      plink('--vcf', 'gaps.vcf', '--set-all-var-ids', '@:#', '--make-pgen', '--out', 'gaps');
      const rows = readFileSync(join(EXAMPLES, 'scorefile.txt'), 'utf8')
        .split('\n')
        .filter((line) => /^22\t/.test(line));
      const ambiguous = new Set(['AT', 'TA', 'CG', 'GC']);
      const cells = rows.map((line) => line.split('\t'));
      const kept = cells.filter(([, , effect, other]) => !ambiguous.has(`${effect}${other}`));
      const table = (some: typeof cells) =>
        ['ID A W', ...some.map(([c, p, e, , w]) => `${c}:${p} ${e} ${w}`)].join('\n');
      writeFileSync(at('kept.txt'), table(kept));
      writeFileSync(at('all.txt'), table(cells));
    }, 60_000);

    /** plink2 prints six significant digits. */
    const plinkSums = (weights: string, ...modifiers: string[]): number[][] => {
      plink(
        '--pfile',
        'gaps',
        '--score',
        weights,
        '1',
        '2',
        '3',
        'header',
        ...modifiers,
        'cols=+scoresums',
        '--out',
        'o',
      );
      const lines = readFileSync(at('o.sscore'), 'utf8').trim().split('\n').slice(1);
      return lines.map((line) => line.split('\t').slice(-2).map(Number));
    };

    const own = async (options: ScoreOptions, transform = (text: string) => text): Promise<number[][]> => {
      const weights = transform(readFileSync(join(EXAMPLES, 'scorefile.txt'), 'utf8'));
      const source = { name: 'gaps.vcf', source: await openAsBlob(at('gaps.vcf')) };
      const { samples } = await scoreVcf(source, await readScoringFile(asFile(weights, 'w')), options);
      return samples.map(({ average, sum }) => [average ?? Number.NaN, sum ?? Number.NaN]);
    };

    /** Half a unit of the last digit that plink2 prints: for sums below 1 that is under 1e-6. */
    const halfDigit = (printed: number) => 0.500001 * 10 ** (Math.floor(Math.log10(Math.abs(printed))) - 5);

    const agree = (ours: number[][], theirs: number[][]) => {
      expect(ours.length).toBe(2504);
      const off = ours.flatMap((pair, row) =>
        pair.filter((value, column) => {
          const printed = theirs[row]?.[column] ?? Number.NaN;
          return !(Math.abs(value - printed) <= halfDigit(printed));
        }),
      );
      expect(off).toEqual([]);
    };

    it.each([
      ['strand-ambiguous SNPs left out', 'kept.txt', {}, []],
      ['strand-ambiguous SNPs kept', 'all.txt', { keepAmbiguous: true }, []],
      ['missing calls not filled', 'kept.txt', { meanImputation: false }, ['no-mean-imputation']],
    ] as const)('gives the same sums: %s', async (_, weights, options, modifiers) =>
      agree(await own({ ...options, leastCoverage: 0.5 }), plinkSums(weights, ...modifiers)),
    );

    it.each(['dominant', 'recessive'])('gives the same sums: all rows %s', async (mode) => {
      const flagged = (text: string) =>
        text.replace('effect_weight', `effect_weight\tis_${mode}`).replaceAll(/^(22\t.*)$/gm, '$1\tTRUE');
      agree(await own({ leastCoverage: 0.5 }, flagged), plinkSums('kept.txt', mode));
    });
  },
);
