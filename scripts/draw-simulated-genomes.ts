// Draws docs/simulator/genomes.svg: disequilibrium between the SNPs of one region, a cohort on the axes of ancestry, and the polygenic
// score beside the liability that it shows. Three panels, each with its caption, from the first patients of seed 1.
import { mkdir, writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import { genomePerson } from '#lib/simulator/genomics/genome.ts';
import { drawGenotypes, type Genotypes } from '#lib/simulator/genomics/genotypes.ts';
import { populations } from '#lib/simulator/genomics/populations.ts';
import { placeOnAxes } from '#lib/simulator/genomics/reference-panel.ts';
import { SITES_PER_REGION } from '#lib/simulator/genomics/regions.ts';
import { drawLatentState } from '#lib/simulator/physiology/latent-state.ts';

const PATIENTS = 1500;
const ON_AXES = 400;
const REGION = 2;
const SIDE = 300;
const GAP = 70;
const TOP = 46;

type Patient = Genotypes & { readonly polygenic: number; readonly proportions: readonly number[] };

const patients: Patient[] = Array.from({ length: PATIENTS }, (_, index) => {
  const person = genomePerson({ seed: 1, index, id: '', state: drawLatentState(1, index) });
  return { ...person, ...drawGenotypes(1, index, person) };
});
const purely = (population: number) =>
  patients.filter(({ proportions }) => (proportions[population] ?? 0) > 0.99);

const average = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;
function correlation(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [average(xs), average(ys)];
  const product = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    average(a.map((x, k) => (x - ma) * ((b[k] ?? 0) - mb)));
  return product(xs, mx, ys, my) / Math.sqrt(product(xs, mx, xs, mx) * product(ys, my, ys, my));
}

/** r² of every pair of sites of the region: EUR above the diagonal, AFR below; darker is stronger. */
function disequilibrium(): string {
  const alleles = [0, 1].map((population) => {
    const haplotypes = purely(population).flatMap((one) => one.haplotypes);
    return Array.from({ length: SITES_PER_REGION }, (_, k) =>
      haplotypes.map((haplotype) => haplotype[REGION * SITES_PER_REGION + k] ?? 0),
    );
  });
  const data = new Uint8Array(SITES_PER_REGION * SITES_PER_REGION);
  for (let cell = 0; cell < data.length; cell += 1) {
    const [row, column] = [Math.floor(cell / SITES_PER_REGION), cell % SITES_PER_REGION];
    const sites = alleles[column > row ? 0 : 1];
    const r = row === column ? 1 : correlation(sites?.[row] ?? [], sites?.[column] ?? []);
    data[cell] = Math.round(255 * (1 - (Number.isFinite(r) ? r * r : 0)));
  }
  const png = encode({ width: SITES_PER_REGION, height: SITES_PER_REGION, data, channels: 1, depth: 8 });
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  return `<image href="${source}" width="${SIDE}" height="${SIDE}" style="image-rendering:pixelated"/>`;
}

const COLOURS = ['#1f6feb', '#c2410c', '#15803d', '#7e22ce'];

/** A shape for each population, so that colour is not alone. */
function mark(population: number, x: number, y: number): string {
  const colour = COLOURS[population] ?? '#000';
  const [a, b] = [x.toFixed(1), y.toFixed(1)];
  const style = `fill="none" stroke="${colour}"`;
  const paths = [
    '',
    `M${a} ${b}m-3 -3h6v6h-6z`,
    `M${a} ${b}m0 -4l3.6 6.4h-7.2z`,
    `M${a} ${b}m-3 -3l6 6m0 -6l-6 6`,
  ];
  return population === 0
    ? `<circle cx="${a}" cy="${b}" r="2.6" ${style}/>`
    : `<path d="${paths[population] ?? ''}" ${style}/>`;
}

type Scale = (value: number) => number;
const scale = (values: readonly number[], from: number, to: number): Scale => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => from + ((value - low) / (high - low)) * (to - from);
};

const mainPopulation = ({ proportions }: Patient): number =>
  Math.max(...proportions) > 0.99 ? proportions.indexOf(Math.max(...proportions)) : -1;

function ancestryAxes(): string {
  const shown = patients.slice(0, ON_AXES);
  const places = shown.map(({ haplotypes }) => placeOnAxes(haplotypes));
  const [first, second] = [places.map(([one = 0]) => one), places.map(([, two = 0]) => two)];
  const [x, y] = [scale(first, 8, SIDE - 8), scale(second, SIDE - 8, 8)];
  const points = shown.map((one, k) => {
    const [px, py] = [x(first[k] ?? 0), y(second[k] ?? 0)];
    const population = mainPopulation(one);
    return population < 0
      ? `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="2" fill="#6b7280"/>`
      : mark(population, px, py);
  });
  const legend = [...populations, 'two origins'].map((name, n) => {
    const at = 8 + 58 * n;
    const sign =
      n < 4 ? mark(n, at, SIDE + 34) : `<circle cx="${at}" cy="${SIDE + 34}" r="2" fill="#6b7280"/>`;
    return `${sign}<text x="${at + 8}" y="${SIDE + 38}">${name}</text>`;
  });
  return `${frame('axis 1', 'axis 2')}${points.join('')}${legend.join('')}`;
}

const frame = (horizontal: string, vertical: string): string =>
  `<rect width="${SIDE}" height="${SIDE}" fill="none" stroke="#9ca3af"/>
  <text x="${SIDE / 2}" y="${SIDE + 16}" text-anchor="middle">${horizontal}</text>
  <text transform="translate(-8 ${SIDE / 2}) rotate(-90)" text-anchor="middle">${vertical}</text>`;

/** Every patient of one origin, and the mean of each tenth of the liability. */
function scoreAndLiability(): string {
  const people = purely(0);
  const liability = people.map(({ polygenic }) => polygenic);
  const score = people.map(({ standardScore }) => standardScore);
  const [x, y] = [scale([-3.4, 3.4], 0, SIDE), scale([-3.4, 3.4], SIDE, 0)];
  const points = people.map(
    (_, k) =>
      `<circle cx="${x(liability[k] ?? 0).toFixed(1)}" cy="${y(score[k] ?? 0).toFixed(1)}" r="1.4" fill="${COLOURS[0]}" opacity=".35"/>`,
  );
  const order = liability.map((_, k) => k).sort((a, b) => (liability[a] ?? 0) - (liability[b] ?? 0));
  const tenths = Array.from({ length: 10 }, (_, n) => {
    const members = order.slice(
      Math.floor((n * order.length) / 10),
      Math.floor(((n + 1) * order.length) / 10),
    );
    const mean = (values: readonly number[]) => average(members.map((k) => values[k] ?? 0));
    return `<path d="M${x(mean(liability)).toFixed(1)} ${y(mean(score)).toFixed(1)}m-4 0l4 -4l4 4l-4 4z" fill="#111827"/>`;
  });
  const r = correlation(liability, score).toFixed(2);
  return `${frame('polygenic liability (SD)', 'score, standardised (SD)')}${points.join('')}${tenths.join('')}
  <text x="8" y="18">EUR: r = ${r}, ${people.length} patients; diamonds: tenths</text>`;
}

const panels = [
  [`r² between ${SITES_PER_REGION} SNPs: EUR above, AFR below the diagonal`, disequilibrium()],
  [`Axes of ancestry, ${ON_AXES} patients`, ancestryAxes()],
  ['Score and the liability that it shows', scoreAndLiability()],
];
const width = 3 * (SIDE + GAP);
const height = TOP + SIDE + 52;
const drawn = panels.map(
  ([title, content], n) =>
    `<g transform="translate(${GAP / 2 + n * (SIDE + GAP)} ${TOP})"><text y="-14" font-weight="600">${title}</text>${content}</g>`,
);
await mkdir('docs/simulator', { recursive: true });
await writeFile(
  'docs/simulator/genomes.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#111827">
  <title>SIMULATED genomes: linkage disequilibrium, ancestry axes, polygenic score</title>
  <rect width="${width}" height="${height}" fill="#fff"/>
  ${drawn.join('\n  ')}
</svg>
`,
);
