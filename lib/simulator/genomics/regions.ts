/**
 * Where the common SNPs lie: two stretches on each of twelve autosomes, GRCh38, far from centromeres and gaps.
 * `start`: position of the first base, 1-based. Every stretch holds `SITES_PER_REGION` SNPs, on average `SPACING` bases apart.
 */
type Region = { readonly chromosome: string; readonly start: number };

export const REGIONS: readonly Region[] = [
  { chromosome: 'chr1', start: 35_200_000 },
  { chromosome: 'chr1', start: 174_600_000 },
  { chromosome: 'chr2', start: 45_300_000 },
  { chromosome: 'chr2', start: 198_100_000 },
  { chromosome: 'chr3', start: 24_700_000 },
  { chromosome: 'chr3', start: 138_500_000 },
  { chromosome: 'chr4', start: 77_200_000 },
  { chromosome: 'chr4', start: 110_700_000 },
  { chromosome: 'chr5', start: 52_900_000 },
  { chromosome: 'chr5', start: 149_300_000 },
  { chromosome: 'chr6', start: 36_600_000 },
  { chromosome: 'chr6', start: 151_900_000 },
  { chromosome: 'chr7', start: 17_400_000 },
  { chromosome: 'chr7', start: 93_800_000 },
  { chromosome: 'chr9', start: 21_900_000 },
  { chromosome: 'chr9', start: 116_400_000 },
  { chromosome: 'chr10', start: 73_500_000 },
  { chromosome: 'chr10', start: 104_800_000 },
  { chromosome: 'chr12', start: 24_300_000 },
  { chromosome: 'chr12', start: 88_700_000 },
  { chromosome: 'chr15', start: 41_600_000 },
  { chromosome: 'chr15', start: 85_100_000 },
  { chromosome: 'chr16', start: 11_300_000 },
  { chromosome: 'chr16', start: 73_200_000 },
];

export const SITES_PER_REGION = 50;
export const SITE_COUNT = REGIONS.length * SITES_PER_REGION;

/** Bases between neighbouring SNPs, on average. */
export const SPACING = 5000;
