/** `rows` model inputs, row-major, one column per feature. A missing value is 0 with `present` 0. */
export type FeatureBatch = {
  readonly rows: number;
  /** rows × features, canonical units. */
  readonly values: Float32Array;
  /** rows × features, 0 or 1. */
  readonly present: Float32Array;
};

/** One model input, one number per feature: canonical units with 0 where missing, and 1 or 0 for present. */
export type Row = { readonly values: Float32Array; readonly present: Float32Array };

/** The same patient with all other columns set missing. */
export function keepOnly(row: Row, columns: ReadonlySet<number>): Row {
  const kept = { values: new Float32Array(row.values.length), present: new Float32Array(row.present.length) };
  for (const column of columns) {
    kept.values[column] = row.values[column] ?? 0;
    kept.present[column] = row.present[column] ?? 0;
  }
  return kept;
}

/** The same patient with some columns set to supposed values. */
export function suppose(row: Row, supposed: ReadonlyMap<number, number>): Row {
  const changed = { values: row.values.slice(), present: row.present.slice() };
  for (const [column, value] of supposed) {
    changed.values[column] = value;
    changed.present[column] = 1;
  }
  return changed;
}

/** Rows of equal width, packed row-major. */
export function toBatch(rows: readonly Row[]): FeatureBatch {
  const width = rows[0]?.values.length ?? 0;
  const batch = {
    rows: rows.length,
    values: new Float32Array(rows.length * width),
    present: new Float32Array(rows.length * width),
  };
  for (const [index, { values, present }] of rows.entries()) {
    batch.values.set(values, index * width);
    batch.present.set(present, index * width);
  }
  return batch;
}
