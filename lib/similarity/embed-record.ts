import type { Moment } from '#lib/clinical/moment.ts';
import { isReading } from '#lib/contract/feature.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { placeView, type RawInputs } from './place-view.ts';
import type { Profile, View } from './profile.ts';
import type { SimilaritySpace, SpaceView } from './space.ts';

/** The last layer of a network on the newest picture of its kind at a time, with what the network found in it. */
export type Embedding =
  | { readonly values: Float32Array; readonly findings: Readonly<Record<string, number>> }
  /** Why there is none, as a sentence. */
  | { readonly gap: string };

export type ReadEmbedding = (
  record: PatientRecord<Slices>,
  network: string,
  at: Moment,
  signal?: AbortSignal,
) => Promise<Embedding>;

export type EmbedQuestion = {
  readonly space: SimilaritySpace;
  /** Of `loadSpace`. */
  readonly key: string;
  /** What is dated later is not read. */
  readonly at: Landmark;
  readonly readEmbedding: ReadEmbedding;
  readonly signal?: AbortSignal;
};

/** A view's inputs before transform, and the values that stand for it in words; or why there are none. */
export type RawView =
  | { readonly raw: RawInputs; readonly values: Readonly<Record<string, number>> }
  | { readonly gap: string };

type Asked = Pick<EmbedQuestion, 'readEmbedding' | 'signal'> & { readonly at: Moment };

function readFeatures(record: PatientRecord<Slices>, ids: readonly string[], at: Moment): RawView {
  const { outcomes } = vectorise(record, at, ids);
  const raw = outcomes.map((outcome) => (isReading(outcome) ? outcome.value : null));
  const there = [...ids.entries()].flatMap(([k, id]): [string, number][] => {
    const value = raw[k] ?? null;
    return value === null ? [] : [[id, value]];
  });
  if (there.length > 0) return { raw, values: Object.fromEntries(there) };
  const why = new Set(outcomes.flatMap((outcome) => (isReading(outcome) ? [] : [outcome.detail])));
  const [only] = why;
  return { gap: why.size === 1 && only !== undefined ? only : `None of ${ids.length} values is there.` };
}

/** Reads what a view of a record is made from, as of a time. */
export async function readView(
  record: PatientRecord<Slices>,
  { inputs }: SpaceView,
  { at, readEmbedding, signal }: Asked,
): Promise<RawView> {
  if (inputs.kind === 'features')
    return readFeatures(
      record,
      inputs.features.map(({ id }) => id),
      at,
    );
  const embedding = await readEmbedding(record, inputs.network, at, signal);
  if ('gap' in embedding) return embedding;
  const { values, findings } = embedding;
  if (values.length === inputs.size) return { raw: [...values], values: findings };
  return {
    gap: `Network ${inputs.network} gives ${values.length} numbers where ${inputs.size} were learned from.`,
  };
}

/**
 * A record as the search knows it, as of a landmark: features of its modalities, and embeddings of its pictures. A view that
 * cannot be had is a gap with its reason. Rejects where `readEmbedding` does.
 */
export async function embedRecord(record: PatientRecord<Slices>, question: EmbedQuestion): Promise<Profile> {
  const { space, key, at: landmark } = question;
  const views: Record<string, View> = {};
  const gaps: { view: string; detail: string }[] = [];
  for (const view of space.views) {
    const read =
      landmark.at === null
        ? { gap: landmark.because }
        : await readView(record, view, { ...question, at: landmark.at });
    const placed = 'gap' in read ? read : placeView(view, read.raw);
    if ('gap' in placed) gaps.push({ view: view.id, detail: placed.gap });
    else if ('values' in read) views[view.id] = { place: placed.place, values: read.values };
  }
  return { space: key, views, gaps };
}
