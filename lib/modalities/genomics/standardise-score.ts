import { solve } from '#lib/genomics/linear.ts';
import type { ReferencePanel } from '#lib/genomics/reference-panel.ts';
import type { PlacedScore } from './slice.ts';

type Line = { readonly coefficients: readonly number[]; readonly deviation: number };
type Scored = { readonly population: string; readonly score: number; readonly place: readonly number[] };

const predict = ({ coefficients }: Line, place: readonly number[]): number =>
  [1, ...place].reduce((sum, value, at) => sum + value * (coefficients[at] ?? 0), 0);

/** Regression of the score on the axes of ancestry. `null`: too few people. */
function fitLine(people: readonly Scored[]): Line | null {
  const rows = people.map(({ place }) => [1, ...place]);
  const width = rows[0]?.length ?? 0;
  if (people.length < 10 * width) return null;
  const each = Array.from({ length: width }, (_, at) => at);
  const product = (a: number, b: number) => rows.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0);
  const right = each.map((a) =>
    rows.reduce((sum, row, at) => sum + (row[a] ?? 0) * (people[at]?.score ?? 0), 0),
  );
  const coefficients = solve(
    each.map((a) => each.map((b) => product(a, b))),
    right,
  );
  if (coefficients === null) return null;
  const line = { coefficients, deviation: 1 };
  const squares = people.reduce((sum, { score, place }) => sum + (score - predict(line, place)) ** 2, 0);
  const deviation = Math.sqrt(squares / (people.length - width));
  return deviation > 0 ? { coefficients, deviation } : null;
}

/**
 * Sets a score beside people of like ancestry: what it exceeds the mean at the same place on the axes by, in residual standard
 * deviations, and the share of the nearest group that lies lower (Khera AV et al., Circulation 2019;139:1593–1602; `Z_norm1`
 * of pgsc_calc). `null`: the panel's people were not scored with this score.
 */
export function standardiseScore(
  panel: ReferencePanel,
  scoreId: string,
  sum: number,
  { place, nearest }: { readonly place: readonly number[]; readonly nearest: string },
): PlacedScore | null {
  if (panel.score !== scoreId) return null;
  const people = panel.people.flatMap(({ score, ...one }): Scored[] =>
    score === null ? [] : [{ ...one, score }],
  );
  const line = fitLine(people);
  if (line === null) return null;
  const standardised = (sum - predict(line, place)) / line.deviation;
  const reference = people
    .filter(({ population }) => population === nearest)
    .map((one) => (one.score - predict(line, one.place)) / line.deviation)
    .toSorted((a, b) => a - b);
  const lower = reference.filter((one) => one < standardised).length;
  return { standardised, percentile: lower / reference.length, reference };
}
