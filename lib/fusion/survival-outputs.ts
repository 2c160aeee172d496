import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { FeatureBatch } from './rows.ts';

/** The graph that every model of kind `survival` has. */
const GRAPH = 'risk';

/** What graph `risk` answers, row-major. `days` runs 0…horizon, so `days = horizonDays + 1`. */
export type Prediction = {
  readonly rows: number;
  readonly days: number;
  readonly members: number;
  /** rows; calibrated log-hazard relative to the training baseline. */
  readonly logHazard: Float32Array;
  /** rows × days; probability of no event by the end of each day. */
  readonly survival: Float32Array;
  /** rows × members × days; the same for each bootstrap member. */
  readonly memberSurvival: Float32Array;
};

/** A session whose model gives survival: its manifest says so. */
export type SurvivalSession = ModelSession & { readonly manifest: SurvivalManifest };

/** Throws `TypeError` for a session of another kind of model: a programmer's mistake. */
export function survivalSession(session: ModelSession): SurvivalSession {
  const { manifest } = session;
  if (manifest.kind === 'survival') return { ...session, manifest };
  throw new TypeError(`Model ${manifest.id} is of kind ${manifest.kind}, which gives no survival`);
}

/** Runs rows of features through the model. Rejects as `ModelSession.run` does. */
export async function predict(
  { manifest, run }: SurvivalSession,
  { rows, values, present }: FeatureBatch,
  signal?: AbortSignal,
): Promise<Prediction> {
  const shape = [rows, manifest.inputs.features.length];
  const inputs = { values: { data: values, shape }, present: { data: present, shape } };
  const outputs = await run(GRAPH, inputs, signal);
  const read = (name: string) => outputs[name]?.data ?? new Float32Array();
  return {
    rows,
    days: manifest.horizonDays + 1,
    members: manifest.members,
    logHazard: read('log_hazard'),
    survival: read('survival'),
    memberSurvival: read('member_survival'),
  };
}

/** Some successive rows of a prediction, without copying. */
export function rowsOf(prediction: Prediction, first: number, rows: number): Prediction {
  const { days, members, logHazard, survival, memberSurvival } = prediction;
  const cut = (data: Float32Array, width: number) => data.subarray(first * width, (first + rows) * width);
  return {
    rows,
    days,
    members,
    logHazard: cut(logHazard, 1),
    survival: cut(survival, days),
    memberSurvival: cut(memberSurvival, members * days),
  };
}
