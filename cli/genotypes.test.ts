import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { row, vcfText } from '#lib/genomics/fixtures/sample-vcf.ts';

const folder = mkdtempSync(join(tmpdir(), 'consilium-genotypes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = fileURLToPath(new URL('./bin/consilium.js', import.meta.url));
const consilium = (...parameters: string[]) =>
  spawnSync(process.execPath, [program, ...parameters], { encoding: 'utf8', cwd: folder });

const site = (at: number) => [`SIM${at}`, 'chr1', at, 'A', 'G', 1, 1, [0.5]];
const panel = {
  simulated: true,
  score: null,
  build: 'GRCh38',
  axes: 1,
  sites: [site(1), site(2)],
  people: [
    ['a', null, [1]],
    ['a', null, [2]],
    ['b', null, [-1]],
    ['b', null, [-2]],
  ],
};
writeFileSync(join(folder, 'panel.json'), JSON.stringify(panel));
const calls = ['1/1', '0/0'];
const rows = [row('1', 1, '.', 'A', 'G', calls), row('1', 2, '.', 'A', 'G', calls)];
writeFileSync(join(folder, 'x.vcf'), vcfText(rows, { samples: ['p', 'q'] }));
const columns =
  'Name\tGene(s)\tClinical_significance_(Last_reviewed)\tReview_status\tAccession\tCanonical_SPDI';
const known = 'NM_1.1(TTN):c.1A>G\tTTN\tPathogenic\treviewed_by_expert_panel\tVCV1\tNC_000001.11:0:A:G';
writeFileSync(join(folder, 'clinvar.txt'), `${columns}\n${known}\n`);

describe('consilium pca-project', { timeout: 60_000 }, () => {
  it('places every sample among the groups of a panel', () => {
    const { status, stdout } = consilium('pca-project', 'x.vcf', '--panel', 'panel.json', '--json');
    expect(status).toBe(0);
    const { samples } = JSON.parse(stdout) as { samples: { ancestry: { nearest: string } }[] };
    expect(samples.map(({ ancestry }) => ancestry.nearest)).toEqual(['a', 'b']);
  });

  it('says what is wrong on standard error', () => {
    const { status, stdout, stderr } = consilium('pca-project', 'x.vcf', '--panel', 'x.vcf', '--json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('x.vcf cannot be used as a panel');
  });
});

describe('consilium variants', { timeout: 60_000 }, () => {
  it('finds the variants of one person, and says of each gene what was read', () => {
    const { status, stdout } = consilium(
      'variants',
      'x.vcf',
      '--clinvar',
      'clinvar.txt',
      '--sample',
      'p',
      '--json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      found: [{ zygosity: 'homozygous', entry: { gene: 'TTN', stars: 3 } }],
      genes: [{ gene: 'TTN', known: 1, read: 1, found: 1 }],
    });
    expect(consilium('variants', 'x.vcf', '--clinvar', 'clinvar.txt', '--sample', 'q').stdout).toContain(
      '0 found',
    );
  });

  it('searches nobody when the file holds several people and none is named', () => {
    const { status, stderr } = consilium('variants', 'x.vcf', '--clinvar', 'clinvar.txt', '--json');
    expect(status).toBe(2);
    expect(stderr).toContain('say which one to search');
  });
});
