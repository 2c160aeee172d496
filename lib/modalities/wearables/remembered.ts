import type { WearablesSlice } from './slice.ts';

/** Several features read one analysis of the same slice at the same time: it is made once. The last time is kept. */
export function remembered<T>(
  analyse: (slice: WearablesSlice, at: number) => T,
): (slice: WearablesSlice, at: number) => T {
  const known = new WeakMap<WearablesSlice, { readonly at: number; readonly result: T }>();
  return (slice, at) => {
    const last = known.get(slice);
    if (last?.at === at) return last.result;
    const result = analyse(slice, at);
    known.set(slice, { at, result });
    return result;
  };
}
