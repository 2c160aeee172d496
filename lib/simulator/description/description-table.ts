import type { Interval } from '../oracle/interval.ts';
import type { CohortDescription, DescriptionRow } from './describe.ts';

const number = (x: number) => (Math.abs(x) >= 1000 ? x.toFixed(0) : x.toPrecision(3));
const interval = ({ estimate, low, high }: Interval) =>
  `${estimate.toFixed(3)} (95 % interval ${low.toFixed(3)} to ${high.toFixed(3)})`;

const HEADINGS = ['', 'mean', 'sd', 'p5', 'median', 'p95', 'missing', 'published'];

function cells(row: DescriptionRow): string[] {
  const numbers = [row.mean, row.sd, row.p5, row.median, row.p95].map(number);
  return [row.name, ...numbers, `${(100 * row.missing).toFixed(0)} %`, row.published ?? ''];
}

/** Plain text for a terminal: one row per quantity (canonical units; flags as shares), then the truth. */
export function describeAsText({ patients, seed, cohort, rows, shares, oracle }: CohortDescription): string {
  const table = [HEADINGS, ...[...rows].sort((a, b) => (a.name < b.name ? -1 : 1)).map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === 7 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const share = (x: number) => `${(100 * x).toFixed(1)} %`;
  return [
    `Simulated cohort ${cohort}, ${patients} patients, seed ${seed}`,
    '',
    ...table.map(line),
    '',
    `Variance of the true log-hazard: chart ${share(shares.chart)}, ventricle ${share(shares.ventricle)}, autonomic ${share(shares.autonomic)}, genetics ${share(shares.genetics)}`,
    `Of it interactions between modalities: ventricle with autonomic ${share(shares.ventricleAutonomic)}, genetics with ventricle ${share(shares.geneticsVentricle)}`,
    `Oracle Harrell C, 30 days: ${interval(oracle.days30)}`,
    `Oracle Harrell C, 90 days: ${interval(oracle.days90)}`,
    '',
  ].join('\n');
}
