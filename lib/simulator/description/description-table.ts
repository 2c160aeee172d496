import type { CohortDescription, DescriptionRow } from './describe.ts';
import type { TruthRow } from './known-hazard.ts';

const number = (x: number) => (Math.abs(x) >= 1000 ? x.toFixed(0) : x.toPrecision(3));

const HEADINGS = ['', 'mean', 'sd', 'p5', 'median', 'p95', 'missing', 'published'];
const TRUTH_HEADINGS = ['', 'found', '95 % interval', 'meant or published'];

function cells(row: DescriptionRow): string[] {
  const numbers = [row.mean, row.sd, row.p5, row.median, row.p95].map(number);
  return [row.name, ...numbers, `${(100 * row.missing).toFixed(0)} %`, row.published ?? ''];
}

const truthCells = ({ name, found: { estimate, low, high }, meant }: TruthRow): string[] => [
  name,
  estimate.toFixed(3),
  `${low.toFixed(3)} to ${high.toFixed(3)}`,
  meant,
];

/** Columns of equal width: text at both ends to the left, numbers between to the right. */
function align(table: readonly (readonly string[])[]): string[] {
  const columns = table[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const cell = (text: string, column: number) =>
    column === 0 || column === columns - 1
      ? text.padEnd(widths[column] ?? 0)
      : text.padStart(widths[column] ?? 0);
  return table.map((row) => row.map(cell).join('  ').trimEnd());
}

/** Plain text for a terminal: one row per quantity (canonical units; flags as shares), then the truth. */
export function describeAsText({ patients, seed, cohort, rows, truth }: CohortDescription): string {
  const sorted = [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    `Simulated cohort ${cohort}, ${patients} patients, seed ${seed}`,
    '',
    ...align([HEADINGS, ...sorted.map(cells)]),
    '',
    'The known truth',
    '',
    ...align([TRUTH_HEADINGS, ...truth.map(truthCells)]),
    '',
  ].join('\n');
}
