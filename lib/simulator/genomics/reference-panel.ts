import { quantise } from '../arithmetic.ts';
import { founderPanel } from './founders.ts';
import { ASSEMBLY } from './genome-build.ts';
import type { Genotypes } from './genotypes.ts';
import { principalAxes } from './principal-axes.ts';
import { SCORE_ID } from './scoring-file.ts';
import { isPalindromic } from './sites.ts';
import { drawVolunteers, type Volunteer } from './volunteers.ts';

/** People from each population: as many to fit the axes to, and as many again to stand on them. */
const PER_POPULATION = 100;
/** Four populations differ in three directions. */
const AXES = 3;
/** Sites in stronger disequilibrium with a kept neighbour tell the same twice; rare ones tell noise. */
const MOST_CORRELATION = 0.2;
const LEAST_FREQUENCY = 0.05;

type Column = {
  readonly site: number;
  /** ALT copies on average, and their standard deviation in Hardy–Weinberg proportions. */
  readonly mean: number;
  readonly deviation: number;
  readonly values: Float64Array;
};

/** ALT copies of one site, centred and scaled (Patterson N et al., PLoS Genet 2006;2:e190). */
function readColumn(members: readonly Volunteer[], site: number): Column {
  const copies = Float64Array.from(members, ({ haplotypes: [a, b] }) => (a[site] ?? 0) + (b[site] ?? 0));
  const mean = quantise(copies.reduce((sum, x) => sum + x, 0) / copies.length, 4);
  const deviation = quantise(Math.sqrt(mean * (1 - mean / 2)), 4);
  return { site, mean, deviation, values: copies.map((x) => (x - mean) / deviation) };
}

function correlation(a: Column, b: Column): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < a.values.length; k += 1) {
    const [x = 0, y = 0] = [a.values[k], b.values[k]];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return (ab * ab) / (aa * bb);
}

/** Common sites, none in strong disequilibrium with one kept before it in its region. */
function pruneSites(members: readonly Volunteer[]): Column[] {
  const { sites } = founderPanel();
  const kept: Column[] = [];
  for (const [site, place] of sites.entries()) {
    if (isPalindromic(place)) continue;
    const column = readColumn(members, site);
    const common = column.mean >= 2 * LEAST_FREQUENCY && column.mean <= 2 - 2 * LEAST_FREQUENCY;
    const neighbours = kept.filter((other) => sites[other.site]?.region === place.region);
    if (common && neighbours.every((other) => correlation(other, column) < MOST_CORRELATION))
      kept.push(column);
  }
  return kept;
}

/** A site to project on: a person's place on axis d is Σ loadings[d] · (ALT copies − mean) / deviation over the sites. */
type AxisSite = Omit<Column, 'values'> & { readonly loadings: readonly number[] };

type Panel = { readonly members: readonly Volunteer[]; readonly axisSites: readonly AxisSite[] };

function drawPanel(): Panel {
  const fitted = drawVolunteers(0, PER_POPULATION);
  const columns = pruneSites(fitted);
  const rows = fitted.map((_, k) => Float64Array.from(columns, ({ values }) => values[k] ?? 0));
  const { loadings } = principalAxes(rows, AXES);
  const axisSites = columns.map(({ site, mean, deviation }, s) => ({
    site,
    mean,
    deviation,
    loadings: loadings.map((axis) => quantise(axis[s] ?? 0, 5)),
  }));
  // Axes lie nearer to those whom they were fitted to; patients belong with people who were not.
  const members = drawVolunteers(fitted.length, PER_POPULATION);
  return { members, axisSites };
}

let panel: Panel | undefined;

/** The panel, drawn when first asked for. */
export function referencePanel(): Panel {
  panel ??= drawPanel();
  return panel;
}

/** Place of a genome on the axes of ancestry. */
export function placeOnAxes([first, second]: Genotypes['haplotypes']): number[] {
  const { axisSites } = referencePanel();
  return Array.from({ length: AXES }, (_, d) =>
    axisSites.reduce((sum, { site, mean, deviation, loadings }) => {
      const copies = (first[site] ?? 0) + (second[site] ?? 0);
      return sum + ((loadings[d] ?? 0) * (copies - mean)) / deviation;
    }, 0),
  );
}

/**
 * What a reader needs to set a polygenic score beside people of like ancestry, as a file: the sites to project genotypes on (one
 * without a call adds 0), and the places and scores of a simulated reference panel. A line per site and per person.
 */
export function referencePanelFile(): string {
  const { sites } = founderPanel();
  const { members, axisSites } = referencePanel();
  const head = {
    simulated: true,
    score: SCORE_ID,
    build: ASSEMBLY,
    axes: AXES,
    siteColumns: ['id', 'chromosome', 'position', 'ref', 'alt', 'mean', 'deviation', 'loadings'],
    peopleColumns: ['population', 'score', 'place'],
  };
  const siteRows = axisSites.map(({ site, mean, deviation, loadings }) => {
    const place = sites[site];
    return [place?.id, place?.chromosome, place?.position, place?.ref, place?.alt, mean, deviation, loadings];
  });
  const peopleRows = members.map(({ population, score, haplotypes }) => [
    population,
    quantise(score, 5),
    placeOnAxes(haplotypes).map((x) => quantise(x, 4)),
  ]);
  const lines = (list: readonly unknown[]) => list.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const open = JSON.stringify(head, null, 2).slice(0, -2);
  return `${open},\n  "sites": [\n${lines(siteRows)}\n  ],\n  "people": [\n${lines(peopleRows)}\n  ]\n}\n`;
}
