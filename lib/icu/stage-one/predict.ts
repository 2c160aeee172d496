import type { HourlyManifest } from '#lib/contract/manifest.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { type Row, toBatch } from '#lib/fusion/rows.ts';
import type { HourlyStay } from '../hourly/stay.ts';
import type { HourlyFeature } from './feature.ts';
import { readFeatures, stageOneFeatures } from './features.ts';

/** The graph that every model of kind `hourly` has. */
const GRAPH = 'risk';

/** A session whose model speaks each hour: its manifest says so. */
export type HourlySession = ModelSession & { readonly manifest: HourlyManifest };

/** Throws `TypeError` for a session of another kind of model: a programmer's mistake. */
export function hourlySession(session: ModelSession): HourlySession {
  const { manifest } = session;
  if (manifest.kind === 'hourly') return { ...session, manifest };
  throw new TypeError(`Model ${manifest.id} is of kind ${manifest.kind}, which does not speak each hour`);
}

const byId = new Map(stageOneFeatures.map((feature) => [feature.id, feature]));

/** What a model reads, in its order. A session was opened with our inputs, so each is there. */
export const featuresOf = ({ inputs }: HourlyManifest): readonly HourlyFeature[] =>
  inputs.features.flatMap(({ id }) => byId.get(id) ?? []);

/** One hour as a model's input: 0 with `present` 0 where a feature is missing. */
export function rowAt(stay: HourlyStay, hour: number, features: readonly HourlyFeature[]): Row {
  const read = readFeatures(stay, hour, features);
  return {
    values: read.map((value) => (Number.isNaN(value) ? 0 : value)),
    present: read.map((value) => Number(!Number.isNaN(value))),
  };
}

export type HourlyPrediction = { readonly logOdds: Float32Array; readonly probability: Float32Array };

/** Rejects as `ModelSession.run` does. */
export async function predictRows(
  { manifest, run }: HourlySession,
  rows: readonly Row[],
  signal?: AbortSignal,
): Promise<HourlyPrediction> {
  const { values, present } = toBatch(rows);
  const shape = [rows.length, manifest.inputs.features.length];
  const inputs = { values: { data: values, shape }, present: { data: present, shape } };
  const { log_odds: logOdds, probability } = await run(GRAPH, inputs, signal);
  return {
    logOdds: logOdds?.data ?? new Float32Array(),
    probability: probability?.data ?? new Float32Array(),
  };
}

/** Probability at each of some entries of a stay, each from the entries up to it. Rejects as `ModelSession.run` does. */
export async function predictHours(
  session: HourlySession,
  stay: HourlyStay,
  hours: readonly number[],
  signal?: AbortSignal,
): Promise<Float32Array> {
  const features = featuresOf(session.manifest);
  const rows = hours.map((hour) => rowAt(stay, hour, features));
  return (await predictRows(session, rows, signal)).probability;
}
