import { DAY_MS, instant, type Moment } from '#lib/clinical/moment.ts';
import type { FeatureVector } from '#lib/contract/feature.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskDay, Scored } from '#lib/contract/risk-report.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { attribute } from './attribute.ts';
import { dayAtHome } from './chosen-landmark.ts';
import { type CoalitionPlan, EVERYONE, planCoalitions } from './coalitions.ts';
import { dischargeBefore } from './discharge.ts';
import { movedFeatures, type SharedRisk } from './moved-features.ts';
import { playersOf } from './questions.ts';
import { reportAttributions, reportSum } from './report-parts.ts';
import { riskInterval, riskOf } from './risk.ts';
import { keepOnly, toBatch } from './rows.ts';
import type { SurvivalModel } from './survival-model.ts';
import {
  type Prediction,
  predict,
  rowsOf,
  type SurvivalSession,
  survivalSession,
} from './survival-outputs.ts';
import { vectorise } from './vectorise.ts';

/** A landmark at which the model may speak, with what was known then. */
type Asked = {
  readonly day: number;
  readonly at: Moment;
  readonly vector: FeatureVector;
  readonly plan: CoalitionPlan;
};

type AnsweredDay = Omit<RiskDay, 'moved'> & { readonly shared: SharedRisk };

/** Lets whoever waits have the thread: a week of recordings takes a while to analyse. */
const yieldThread = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function landmarksUpTo(
  record: PatientRecord<Slices>,
  at: Moment,
  { landmarks }: SurvivalManifest,
): readonly { readonly day: number; readonly at: Moment }[] {
  const discharge = dischargeBefore(record, at);
  if (!discharge) return [];
  return landmarks.days
    .map((day) => ({ day, at: day === 0 ? discharge : instant(discharge.ms + day * DAY_MS) }))
    .filter((landmark) => landmark.at.ms <= at.ms);
}

/** What was known at each landmark; those at which the model may not speak are left out. */
async function readLandmarks(
  model: SurvivalModel,
  record: PatientRecord<Slices>,
  at: Moment,
  manifest: SurvivalManifest,
  signal: AbortSignal | undefined,
): Promise<readonly Asked[]> {
  const ids = manifest.inputs.features.map(({ id }) => id);
  const asked: Asked[] = [];
  // The latest first: its recordings were analysed for the report.
  for (const landmark of landmarksUpTo(record, at, manifest).toReversed()) {
    signal?.throwIfAborted();
    const vector = vectorise(record, landmark.at, ids);
    const named = { at: landmark.at, name: landmark.day === 0 ? 'discharge' : dayAtHome(landmark.day) };
    if (model.reasonsAgainst(record, named, vector).length === 0)
      asked.unshift({ ...landmark, vector, plan: planCoalitions(playersOf(vector)) });
    await yieldThread();
  }
  return asked;
}

function answerOf({ day, at, vector, plan }: Asked, prediction: Prediction, tolerance: number): AnsweredDay {
  const shares = attribute(plan, prediction.logHazard, tolerance);
  const attributions = reportAttributions(vector, shares);
  const risk = riskOf(prediction, EVERYONE);
  const sum = reportSum(attributions, shares, prediction);
  return { day, at, risk, interval: riskInterval(prediction, EVERYONE), shared: { risk, attributions, sum } };
}

/** Every day with the shares of its features, asked of the model in one batch. */
async function answerAll(
  asked: readonly Asked[],
  session: SurvivalSession,
  signal: AbortSignal | undefined,
): Promise<readonly AnsweredDay[]> {
  const rows = asked.flatMap(({ vector, plan }) =>
    plan.coalitions.map((columns) => keepOnly(vector, columns)),
  );
  const prediction = await predict(session, toBatch(rows), signal);
  const tolerance = session.manifest.tolerance[session.backend];
  let first = 0;
  return asked.map((one) => {
    const { length } = one.plan.coalitions;
    const own = rowsOf(prediction, first, length);
    first += length;
    return answerOf(one, own, tolerance);
  });
}

/**
 * How the risk went from the discharge to a landmark: at each landmark of the model up to it with what was known then, and
 * what moved it since the one before. Empty without a discharge, or where the model's manifest names no landmarks.
 *
 * Analysing the recordings takes 30 to 100 ms a day on the calling thread, which is let go between the days.
 * Rejects as `assess` does.
 */
export async function followWeek(
  model: SurvivalModel,
  record: PatientRecord<Slices>,
  opened: ModelSession,
  { at }: Landmark,
  signal?: AbortSignal,
): Promise<Scored['week']> {
  const session = survivalSession(opened);
  if (at === null) return [];
  const asked = await readLandmarks(model, record, at, session.manifest, signal);
  if (asked.length === 0) return [];
  const days = await answerAll(asked, session, signal);
  return days.map(({ shared, ...day }, index) => {
    const before = days[index - 1];
    return { ...day, moved: before ? movedFeatures(before.shared, shared) : [] };
  });
}
