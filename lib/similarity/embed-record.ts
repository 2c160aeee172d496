import type { Moment } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { placeView, type RawInputs } from './place-view.ts';
import type { Profile, View } from './profile.ts';
import type { ReadEmbedding } from './read-embedding.ts';
import type { SimilaritySpace, SpaceView } from './space.ts';

/** What a view reads: features in the order of its columns, or the last layer of a network. */
export type ViewInputs = { readonly features: readonly string[] } | { readonly network: string };

/** A view's inputs before transform, and the values that stand for it in words; or why there are none. */
export type RawView =
  | { readonly raw: RawInputs; readonly values: Readonly<Record<string, number>> }
  | { readonly gap: string };

/** When a record is read, and how its pictures are. */
export type Reading = {
  /** What is dated later is not read. */
  readonly at: Landmark;
  readonly readEmbedding: ReadEmbedding;
  readonly signal?: AbortSignal;
};

export type EmbedQuestion = Reading & {
  readonly space: SimilaritySpace;
  /** Of `loadSpace`. */
  readonly key: string;
};

/** Values by the ids of their columns; what is missing is left out. */
export const namedValues = (ids: readonly string[], raw: RawInputs): Record<string, number> =>
  Object.fromEntries(
    ids.flatMap((id, column): [string, number][] => {
      const value = raw[column] ?? null;
      return value === null ? [] : [[id, value]];
    }),
  );

function readFeatures(record: PatientRecord<Slices>, ids: readonly string[], at: Moment): RawView {
  const { outcomes } = vectorise(record, at, ids);
  const raw = outcomes.map((outcome) => (isReading(outcome) ? outcome.value : null));
  if (raw.some((value) => value !== null)) return { raw, values: namedValues(ids, raw) };
  const why = new Set(outcomes.flatMap((outcome) => (isReading(outcome) ? [] : [outcome.detail])));
  const [only] = why;
  return { gap: why.size === 1 && only !== undefined ? only : `None of ${ids.length} values is there.` };
}

/** Reads what a view of a record is made from, as of a landmark. Rejects where `readEmbedding` does. */
export async function readView(
  record: PatientRecord<Slices>,
  inputs: ViewInputs,
  { at, readEmbedding, signal }: Reading,
): Promise<RawView> {
  if (at.at === null) return { gap: at.because };
  if ('features' in inputs) return readFeatures(record, inputs.features, at.at);
  const embedding = await readEmbedding(record, inputs.network, at.at, signal);
  return 'gap' in embedding ? embedding : { raw: [...embedding.values], values: embedding.findings };
}

const inputsOf = ({ inputs }: SpaceView): ViewInputs =>
  inputs.kind === 'features'
    ? { features: inputs.features.map(({ id }) => id) }
    : { network: inputs.network };

/** Places what was read of each view, by view id; a view of which nothing was read is a gap. */
export function placeProfile(
  space: SimilaritySpace,
  key: string,
  read: Readonly<Record<string, RawView>>,
): Profile {
  const views: Record<string, View> = {};
  const gaps: { view: string; detail: string }[] = [];
  for (const view of space.views) {
    const raw = read[view.id] ?? { gap: 'It was not read.' };
    const placed = 'gap' in raw ? raw : placeView(view, raw.raw);
    if ('gap' in placed) gaps.push({ view: view.id, detail: placed.gap });
    else if ('values' in raw) views[view.id] = { place: placed.place, values: raw.values };
  }
  return { space: key, views, gaps };
}

/**
 * A record as the search knows it, as of a landmark: features of its modalities, and embeddings of its pictures. A view that
 * cannot be had is a gap with its reason. Rejects where `readEmbedding` does.
 */
export async function embedRecord(
  record: PatientRecord<Slices>,
  { space, key, ...reading }: EmbedQuestion,
): Promise<Profile> {
  const read: Record<string, RawView> = {};
  for (const view of space.views) read[view.id] = await readView(record, inputsOf(view), reading);
  return placeProfile(space, key, read);
}
