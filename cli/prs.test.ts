import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { row, scoringText, vcfText } from '#lib/genomics/fixtures/sample-vcf.ts';

const folder = mkdtempSync(join(tmpdir(), 'consilium-prs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = fileURLToPath(new URL('./bin/consilium.js', import.meta.url));
const consilium = (...parameters: string[]) =>
  spawnSync(process.execPath, [program, 'prs', ...parameters], { encoding: 'utf8', cwd: folder });

const samples = ['a', 'b'];
writeFileSync(
  join(folder, 'x.vcf.gz'),
  gzipSync(vcfText([row('1', 10, '.', 'A', 'G', ['0/1', '1/1'])], { samples })),
);
const columns = 'chr_name chr_position effect_allele other_allele effect_weight';
writeFileSync(
  join(folder, 'w.txt.gz'),
  gzipSync(scoringText(columns, ['1 10 G A 0.5'], ['#genome_build=GRCh38'])),
);

describe('consilium prs', { timeout: 60_000 }, () => {
  it('prints the score of every sample, or of one', () => {
    const { status, stdout } = consilium('x.vcf.gz', '--weights', 'w.txt.gz', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      samples: [
        { sample: 'a', sum: 0.5 },
        { sample: 'b', sum: 1 },
      ],
    });
    expect(consilium('x.vcf.gz', '--weights', 'w.txt.gz', '--sample', 'b').stdout).toMatch(
      /b\t1\t1 of 1 weights called\n$/,
    );
  });

  it('says what is wrong on standard error', () => {
    const missing = consilium('nowhere.vcf', '--weights', 'w.txt.gz', '--json');
    expect([missing.status, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('nowhere.vcf');
    expect(consilium('w.txt.gz', '--weights', 'w.txt.gz').stderr).toContain('w.txt.gz cannot be read as VCF');
    expect(consilium('--help').stdout).toContain('Exit status:');
  });
});
