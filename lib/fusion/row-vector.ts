import type { FeatureVector, Gap } from '#lib/contract/feature.ts';
import type { Row } from './rows.ts';
import { specsOf } from './vectorise.ts';

const notAtHand: Gap = { missing: 'never-recorded', detail: 'The model did not get it.', last: null };

/** The vector that a row was made of, without its evidence and without why something is missing. */
export function vectorOfRow({ values, present }: Row, ids: readonly string[]): FeatureVector {
  const outcomes = Array.from(values, (value, column) =>
    present[column] === 1 ? { value, from: [] } : notAtHand,
  );
  return { values, present, outcomes, specs: specsOf(ids) };
}

/** The row with the columns of `newer` in place of its own of the same id. */
export function withColumns(row: Row, ids: readonly string[], newer: FeatureVector): Row {
  const changed = { values: row.values.slice(), present: row.present.slice() };
  for (const [at, { id }] of newer.specs.entries()) {
    const column = ids.indexOf(id);
    if (column < 0) continue;
    changed.values[column] = newer.values[at] ?? 0;
    changed.present[column] = newer.present[at] ?? 0;
  }
  return changed;
}
