/** What a prediction can rest on. The two kinds of picture count apart: a patient may have one without the other. */
export const sources = ['chart', 'film', 'echo', 'genome', 'wearable'] as const;
export type Source = (typeof sources)[number];

export const sourceBit = (source: Source): number => 1 << sources.indexOf(source);

const size = (set: number): number => sources.filter((source) => (set & sourceBit(source)) !== 0).length;

/** Every choice of sources as bits, the empty one among them, the fewest first. */
export const sourceSets: readonly number[] = Array.from(
  { length: 1 << sources.length },
  (_, set) => set,
).toSorted((a, b) => size(a) - size(b) || a - b);

export const sourcesIn = (set: number): readonly Source[] =>
  sources.filter((source) => (set & sourceBit(source)) !== 0);

/** Numbers of one patient by source. */
export type Quantities = Readonly<Record<Source, readonly number[]>>;
