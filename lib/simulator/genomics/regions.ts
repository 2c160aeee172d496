import table from './regions.json' with { type: 'json' };

/**
 * Where the common SNPs lie: two stretches on each of twelve autosomes, GRCh38, far from centromeres and gaps.
 * `start`: position of the first base, 1-based. Every stretch holds `SITES_PER_REGION` SNPs, on average `SPACING` bases apart.
 */
type Region = { readonly chromosome: string; readonly start: number };

export const REGIONS: readonly Region[] = table.regions;

export const SITES_PER_REGION = 50;
export const SITE_COUNT = REGIONS.length * SITES_PER_REGION;

/** Bases between neighbouring SNPs, on average. */
export const SPACING = 5000;
