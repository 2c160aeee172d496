import { describe, expect, it } from 'vitest';
import { openStream } from '../stream.ts';
import { FOUNDERS_PER_POPULATION, founderPanel } from './founders.ts';
import { drawGenotypes } from './genotypes.ts';
import { founderFrequency } from './polygenic-weights.ts';
import { type Population, populations } from './populations.ts';
import { REGIONS, SITE_COUNT, SITES_PER_REGION } from './regions.ts';

const PEOPLE = 400;
const { sites } = founderPanel();
const everySite = Array.from({ length: SITE_COUNT }, (_, site) => site);

const haplotypesOf = (population: Population) =>
  Array.from({ length: PEOPLE }, (_, k) => {
    const polygenic = openStream(3, k, `liability-${population}`).normal();
    const proportions = populations.map((name) => (name === population ? 1 : 0));
    return drawGenotypes(3 + populations.indexOf(population), k, { polygenic, proportions }).haplotypes;
  });
const drawn = { EUR: haplotypesOf('EUR'), AFR: haplotypesOf('AFR') };

const frequency = (haplotypes: readonly Uint8Array[], site: number) =>
  haplotypes.reduce((sum, haplotype) => sum + (haplotype[site] ?? 0), 0) / haplotypes.length;

/** Squared correlation of two sites over haplotypes; NaN where one does not vary. */
function squaredCorrelation(haplotypes: readonly Uint8Array[], a: number, b: number): number {
  const [p, q] = [frequency(haplotypes, a), frequency(haplotypes, b)];
  const both =
    haplotypes.reduce((sum, haplotype) => sum + (haplotype[a] ?? 0) * (haplotype[b] ?? 0), 0) /
    haplotypes.length;
  return (both - p * q) ** 2 / (p * (1 - p) * q * (1 - q));
}

/** Mean r² of common pairs of a region, by distance in kilobases. */
function decay(population: 'EUR' | 'AFR', bins: readonly number[]): number[] {
  const haplotypes = drawn[population].flat();
  const common = everySite.filter((s) => Math.abs(frequency(haplotypes, s) - 0.5) < 0.4);
  const sums = bins.map(() => ({ sum: 0, pairs: 0 }));
  for (const [n, a] of common.entries()) {
    for (const b of common.slice(n + 1, n + 40)) {
      const [left, right] = [sites[a], sites[b]];
      if (!left || !right || left.region !== right.region) break;
      const bin = sums[bins.findIndex((limit) => (right.position - left.position) / 1000 < limit)];
      if (!bin) continue;
      bin.sum += squaredCorrelation(haplotypes, a, b);
      bin.pairs += 1;
    }
  }
  return sums.map(({ sum, pairs }) => sum / pairs);
}

/** Hudson's F_ST as a ratio of averages (Bhatia 2013, equation 10). */
function distance(one: Population, other: Population): number {
  let [between, total] = [0, 0];
  for (const site of everySite) {
    const [p, q] = [founderFrequency(one, site), founderFrequency(other, site)];
    const noise = (p * (1 - p) + q * (1 - q)) / (FOUNDERS_PER_POPULATION - 1);
    between += (p - q) ** 2 - noise;
    total += p * (1 - q) + q * (1 - p);
  }
  return between / total;
}

describe('sites', () => {
  it('lie in order, apart, and on twelve autosomes', () => {
    expect(sites).toHaveLength(1200);
    expect(new Set(sites.map(({ chromosome }) => chromosome)).size).toBe(12);
    expect(new Set(sites.map(({ id }) => id)).size).toBe(sites.length);
    for (const [n, { position, region, ref, alt }] of sites.entries()) {
      const before = sites[n - 1];
      if (before?.region === region) expect(position).toBeGreaterThan(before.position);
      expect(ref).not.toBe(alt);
    }
    expect(REGIONS.length * SITES_PER_REGION).toBe(SITE_COUNT);
  });
});

describe('founder populations', () => {
  it.each([
    ['EUR', 'EAS', 0.11],
    ['EUR', 'AFR', 0.15],
    ['AFR', 'EAS', 0.17],
    ['EUR', 'SAS', 0.04],
  ] as const)('%s and %s are as far apart as published (F_ST %d)', (one, other, published) => {
    expect(Math.abs(distance(one, other) - published)).toBeLessThan(0.025);
  });

  it('are different of their alleles, common in at least one', () => {
    for (const site of everySite) {
      const shares = populations.map((population) => founderFrequency(population, site));
      expect(Math.max(...shares)).toBeGreaterThan(0.02);
      expect(Math.min(...shares)).toBeLessThan(0.98);
    }
  });
});

describe('people copied from founders', () => {
  it.each(['EUR', 'AFR'] as const)('keep the allele frequencies of %s', (population) => {
    const haplotypes = drawn[population].flat();
    for (const site of everySite) {
      const p = founderFrequency(population, site);
      const error = Math.sqrt(Math.max(p * (1 - p), 0.002) / haplotypes.length);
      expect(Math.abs(frequency(haplotypes, site) - p)).toBeLessThan(5 * error + 0.002);
    }
  });

  it('are in Hardy–Weinberg proportions', () => {
    const people = drawn.EUR;
    const haplotypes = people.flat();
    const z = everySite.flatMap((site) => {
      const p = frequency(haplotypes, site);
      if (p < 0.05 || p > 0.95) return [];
      const heterozygous = people.filter(([a, b]) => a[site] !== b[site]).length / PEOPLE;
      return [(1 - heterozygous / (2 * p * (1 - p))) * Math.sqrt(PEOPLE)];
    });
    const mean = z.reduce((sum, x) => sum + x, 0) / z.length;
    expect(Math.abs(mean)).toBeLessThan(0.3);
    expect(z.filter((x) => Math.abs(x) > 1.96).length / z.length).toBeLessThan(0.1);
  });

  it('are in disequilibrium that decays with distance, sooner in AFR', () => {
    const bins = [5, 20, 50, 100, 400];
    const [eur, afr] = [decay('EUR', bins), decay('AFR', bins)];
    for (const curve of [eur, afr]) {
      for (let n = 1; n < bins.length; n += 1) expect(curve[n]).toBeLessThan(curve[n - 1] ?? 0);
      expect(curve[0]).toBeGreaterThan(0.35);
      expect(curve[4]).toBeLessThan(0.05);
    }
    for (const n of [2, 3]) expect(afr[n]).toBeLessThan(0.8 * (eur[n] ?? 0));
  });
});
