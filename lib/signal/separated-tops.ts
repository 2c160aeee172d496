function localMaxima(values: Float64Array): number[] {
  const maxima: number[] = [];
  for (let i = 1; i < values.length - 1; i += 1) {
    const value = values[i] ?? 0;
    if (value > (values[i - 1] ?? 0) && value >= (values[i + 1] ?? 0)) maxima.push(i);
  }
  return maxima;
}

/** Local maxima, ascending, of which a higher one within `reach` samples removes a lower one; of equals the first stays. */
export function separatedTops(values: Float64Array, reach: number): number[] {
  const kept: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const i of localMaxima(values)) {
    while (i - last < reach && (values[last] ?? 0) < (values[i] ?? 0)) {
      kept.pop();
      last = kept.at(-1) ?? Number.NEGATIVE_INFINITY;
    }
    if (i - last < reach) continue;
    kept.push(i);
    last = i;
  }
  return kept;
}
