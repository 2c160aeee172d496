/** Samples at a constant rate in one unit. `NaN` marks a sample that was not recorded. */
export type Samples = Float32Array | Float64Array;

/** Half-open range of sample indices, `start <= i < end`. */
export type Span = { readonly start: number; readonly end: number };
