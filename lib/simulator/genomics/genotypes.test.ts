import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openStream } from '../stream.ts';
import { founderPanel } from './founders.ts';
import { drawGenotypes } from './genotypes.ts';
import { populations } from './populations.ts';
import { SITE_COUNT } from './regions.ts';
import { SCORE_ID, scoringFile } from './scoring-file.ts';

const PEOPLE = 1500;
const mean = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const sd = (xs: readonly number[]) => Math.sqrt(mean(xs.map((x) => (x - mean(xs)) ** 2)));
const correlation = (xs: readonly number[], ys: readonly number[]) =>
  mean(xs.map((x, k) => (x - mean(xs)) * ((ys[k] ?? 0) - mean(ys)))) / (sd(xs) * sd(ys));

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
    const committed = new URL(`../../../public/models/heart-failure-prs/1/${SCORE_ID}.txt`, import.meta.url);
    expect(readFileSync(committed, 'utf8')).toBe(scoringFile());
  });

  it('has palindromic and reversed SNPs, as real files have', () => {
    const rows = scoringFile()
      .split('\n')
      .filter((line) => line.startsWith('SIM'))
      .map((line) => line.split('\t'));
    expect(rows.some(([, , , a, b]) => ['AT', 'TA', 'CG', 'GC'].includes(`${a}${b}`))).toBe(true);
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
      `"73461b3894904dc666c039754b92edab8d18f5d401df12ed1574c20ad1a369bc"`,
    );
  });

  it('separate the populations on three principal axes, whatever the liability', () => {
    const people = samples.flatMap((all, population) =>
      all.slice(0, 60).map(({ haplotypes: [a, b] }) => ({
        population,
        dosage: Float64Array.from({ length: SITE_COUNT }, (_, s) => (a[s] ?? 0) + (b[s] ?? 0)),
      })),
    );
    const centred = centre(people.map(({ dosage }) => dosage));
    const axes = principalAxes(centred, 3);
    const place = (k: number) => axes.map((axis) => axis[k] ?? 0);
    const centres = populations.map((_, p) => {
      const members = people.flatMap(({ population }, k) => (population === p ? [place(k)] : []));
      return axes.map((_axis, d) => mean(members.map((point) => point[d] ?? 0)));
    });
    const right = people.filter(({ population }, k) => {
      const distances = centres.map((middle) =>
        middle.reduce((sum, x, d) => sum + (x - (place(k)[d] ?? 0)) ** 2, 0),
      );
      return distances.indexOf(Math.min(...distances)) === population;
    });
    expect(right.length / people.length).toBeGreaterThan(0.95);
  });
});

/** Columns centred on their mean. */
function centre(rows: readonly Float64Array[]): Float64Array[] {
  const means = Float64Array.from({ length: SITE_COUNT }, (_, s) => mean(rows.map((row) => row[s] ?? 0)));
  return rows.map((row) => row.map((x, s) => x - (means[s] ?? 0)));
}

/** Leading eigenvectors of rows·rowsᵀ by power iteration with deflation. */
function principalAxes(rows: readonly Float64Array[], count: number): number[][] {
  const gram = rows.map((a) => rows.map((b) => a.reduce((sum, x, s) => sum + x * (b[s] ?? 0), 0)));
  return Array.from({ length: count }, (_, n) => {
    let axis = rows.map((_row, k) => ((k * 7 + n) % 11) - 5);
    let value = 0;
    for (let step = 0; step < 200; step += 1) {
      const next = gram.map((line) => line.reduce((sum, x, k) => sum + x * (axis[k] ?? 0), 0));
      value = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
      axis = next.map((x) => x / value);
    }
    for (const [i, line] of gram.entries())
      for (const k of line.keys()) line[k] = (line[k] ?? 0) - value * (axis[i] ?? 0) * (axis[k] ?? 0);
    return axis;
  });
}
