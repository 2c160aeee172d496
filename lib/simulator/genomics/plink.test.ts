import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { drawGenome, genomicFiles } from './genome.ts';
import { polygenicScore } from './polygenic-weights.ts';
import { samplePerson } from './sample-genome.ts';
import { scoringFile } from './scoring-file.ts';

const absent = ['bcftools', 'plink2'].filter((program) => {
  try {
    execFileSync('sh', ['-c', `command -v "$0"`, program], { stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
});
if (absent.length > 0) process.stderr.write(`SKIPPED: ${absent.join(', ')} not installed\n`);

const folder = mkdtempSync(join(tmpdir(), 'consilium-plink-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

describe('a cohort of genotype files', () => {
  it.skipIf(absent.length > 0 && process.env.CI !== 'true')('is scored by plink2 as it was drawn', () => {
    const genomes = Array.from({ length: 8 }, (_, k) => drawGenome(samplePerson(13, k, k % 4)));
    const names = genomes.map((genome) => {
      const [vcf, tbi] = genomicFiles(genome);
      writeFileSync(path(vcf.name), vcf.bytes);
      writeFileSync(path(tbi.name), tbi.bytes);
      return path(vcf.name);
    });
    writeFileSync(path('weights.txt'), scoringFile().replaceAll(/^#.*\n/gm, ''));
    execFileSync('bcftools', ['merge', '-Oz', '-o', path('all.vcf.gz'), ...names]);
    const score = [
      '--score',
      path('weights.txt'),
      '1',
      '4',
      '6',
      'header',
      'no-mean-imputation',
      'cols=+scoresums',
    ];
    execFileSync('plink2', ['--vcf', path('all.vcf.gz'), '--double-id', ...score, '--out', path('scores')]);

    const [head = '', ...lines] = readFileSync(path('scores.sscore'), 'utf8').trim().split('\n');
    const columns = head.split('\t');
    const read = (line: string, name: string) => line.split('\t')[columns.indexOf(name)] ?? '';
    expect(lines).toHaveLength(genomes.length);
    for (const { patient, calls } of genomes) {
      const line = lines.find((one) => read(one, 'IID') === patient) ?? '';
      const alleles = polygenicScore().flatMap(({ site, effect, weight }) => {
        const { first = -1, second = -1 } = calls.sites[site] ?? {};
        const counted = effect === 'alt' ? 1 : 0;
        return first < 0 ? [] : [first, second].map((allele) => (allele === counted ? weight : 0));
      });
      expect(Number(read(line, 'ALLELE_CT'))).toBe(alleles.length);
      // plink2 prints six significant digits.
      const sum = alleles.reduce((total, weight) => total + weight, 0);
      expect(Math.abs(Number(read(line, 'SCORE1_SUM')) - sum)).toBeLessThan(2e-6);
    }
  });
});
