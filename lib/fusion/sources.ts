import { type FeatureVector, type Gap, isReading } from '#lib/contract/feature.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';

/** What can be missing whole, as a model's manifest lists it. */
export type Source = SurvivalManifest['sources'][number];

/** A source of which no feature has a value, and why its features have none, in the order of the columns. */
export type LackingSource = { readonly source: Source; readonly gaps: readonly Gap[] };

/** The sources of which something is known, and those of which nothing is; both in the order of the manifest. */
export type SourcesAtHand = {
  readonly atHand: readonly string[];
  readonly lacking: readonly LackingSource[];
};

/** What of the sources a vector was read from. */
export function sourcesAtHand({ specs, outcomes }: FeatureVector, sources: readonly Source[]): SourcesAtHand {
  const atHand: string[] = [];
  const lacking: LackingSource[] = [];
  for (const source of sources) {
    const read = outcomes.filter((_, column) => source.features.includes(specs[column]?.id ?? ''));
    if (read.some(isReading)) atHand.push(source.id);
    else lacking.push({ source, gaps: read.flatMap((outcome) => (isReading(outcome) ? [] : [outcome])) });
  }
  return { atHand, lacking };
}

/** Gaps that are to be closed by measuring: none of sources that are on the chart and were not read. */
export function withoutUnread<Missing extends { readonly features: readonly string[] }>(
  gaps: readonly Missing[],
  sources: readonly Source[],
  notRead: readonly string[],
): readonly Missing[] {
  const unread = new Set(
    sources.filter(({ id }) => notRead.includes(id)).flatMap(({ features }) => features),
  );
  return gaps.filter(({ features }) => !features.some((id) => unread.has(id)));
}
