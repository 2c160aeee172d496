import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openStream } from '../stream.ts';
import { founderPanel } from './founders.ts';
import { drawGenotypes } from './genotypes.ts';
import { populations } from './populations.ts';
import { referencePanelFile } from './reference-panel.ts';
import { SCORE_ID, scoringFile } from './scoring-file.ts';

const FOLDER = new URL('../../../public/models/heart-failure-prs/1/', import.meta.url);
const PEOPLE = 1500;
const mean = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const centred = (xs: readonly number[]) => {
  const middle = mean(xs);
  return xs.map((x) => x - middle);
};
const product = (xs: readonly number[], ys: readonly number[]) =>
  mean(centred(xs).map((x, k) => x * (ys[k] ?? 0)));
const sd = (xs: readonly number[]) => Math.sqrt(product(xs, centred(xs)));
const correlation = (xs: readonly number[], ys: readonly number[]) =>
  product(xs, centred(ys)) / (sd(xs) * sd(ys));

const sample = (population: number, mixed = 0) =>
  Array.from({ length: PEOPLE }, (_, k) => {
    const polygenic = openStream(21 + population, k, 'liability').normal();
    const proportions = populations.map(
      (_name, p) => (p === population ? 1 - mixed : 0) + (p === 1 ? mixed : 0),
    );
    return { polygenic, ...drawGenotypes(21 + population, k, { polygenic, proportions }) };
  });
const samples = populations.map((_, population) => sample(population));

describe('the polygenic score', () => {
  it.each([
    ['EUR', 0, 0.9],
    ['AFR', 1, 0.7],
    ['EAS', 2, 0.8],
    ['SAS', 3, 0.85],
  ] as const)('shows the liability of %s', (_name, population, expected) => {
    const people = samples[population] ?? [];
    const scores = people.map(({ standardScore }) => standardScore);
    const r = correlation(
      people.map(({ polygenic }) => polygenic),
      scores,
    );
    expect(Math.abs(r - expected)).toBeLessThan(0.04);
    expect(Math.abs(mean(scores))).toBeLessThan(0.1);
    expect(Math.abs(sd(scores) - 1)).toBeLessThan(0.06);
  });

  it('is standardised in people of two origins too', () => {
    const people = sample(0, 0.4);
    expect(Math.abs(mean(people.map(({ standardScore }) => standardScore)))).toBeLessThan(0.1);
    expect(Math.abs(sd(people.map(({ standardScore }) => standardScore)) - 1)).toBeLessThan(0.06);
  });

  it('differs between populations in the mean though their liability does not', () => {
    const [eur = 0, afr = 0] = samples.map((people) => mean(people.map(({ score }) => score)));
    const spread = sd((samples[0] ?? []).map(({ score }) => score));
    expect(Math.abs(eur - afr) / spread).toBeGreaterThan(0.3);
    for (const people of samples) {
      expect(Math.abs(mean(people.map(({ polygenic }) => polygenic)))).toBeLessThan(0.1);
    }
  });

  it('is what the scoring file gives by hand', () => {
    const lines = scoringFile().trim().split('\n');
    expect(lines).toContain(`#pgs_id=${SCORE_ID}`);
    const rows = lines.filter((line) => line.startsWith('SIM')).map((line) => line.split('\t'));
    expect(rows.length).toBeGreaterThanOrEqual(200);
    const order = new Map(founderPanel().sites.map((site, n) => [site.id, { ...site, n }]));
    const { haplotypes, score } = samples[2]?.[7] ?? { haplotypes: [], score: 0 };
    const sum = rows.reduce((total, [id = '', , , effect, , weight]) => {
      const { n = 0, ref, alt } = order.get(id) ?? {};
      const copies = haplotypes.filter((haplotype) => effect === (haplotype[n] === 1 ? alt : ref)).length;
      return total + copies * Number(weight);
    }, 0);
    expect(score).toBeCloseTo(sum, 9);
  });

  it('is the one in the public folder', () => {
    expect(readFileSync(new URL(`${SCORE_ID}.txt`, FOLDER), 'utf8')).toBe(scoringFile());
    expect(readFileSync(new URL('reference-panel.json', FOLDER), 'utf8')).toBe(referencePanelFile());
  });

  it('leaves out what reads the same on either strand, and counts REF as well as ALT', () => {
    const rows = scoringFile()
      .split('\n')
      .filter((line) => line.startsWith('SIM'))
      .map((line) => line.split('\t'));
    const alternative = new Map(founderPanel().sites.map(({ id, alt }) => [id, alt]));
    const reversed = rows.filter(([id = '', , , effect]) => alternative.get(id) !== effect).length;
    expect(reversed / rows.length).toBeGreaterThan(0.3);
    expect(reversed / rows.length).toBeLessThan(0.7);
    for (const [, , , a, b] of rows) expect(['AT', 'TA', 'CG', 'GC']).not.toContain(`${a}${b}`);
  });
});

describe('genotypes', () => {
  it('are the same on every machine', () => {
    const hash = createHash('sha256');
    for (let k = 0; k < 40; k += 1) {
      const proportions = [0.6, 0.2, 0.1, 0.1];
      const { haplotypes, standardScore } = drawGenotypes(1, k, { polygenic: 0.1 * k - 2, proportions });
      for (const haplotype of haplotypes) hash.update(haplotype);
      hash.update(String(standardScore));
    }
    expect(hash.digest('hex')).toMatchInlineSnapshot(
      `"ee3adc83b970e136b1bee94062f5bec4077085b5c6cdd951e1df99dad31af308"`,
    );
  });
});
