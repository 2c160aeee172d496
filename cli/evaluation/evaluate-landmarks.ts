import type { FollowUp } from '#lib/evaluation/follow-up.ts';
import type { SurvivalSession } from '#lib/fusion/survival-outputs.ts';
import { resample } from '#lib/simulator/oracle/interval.ts';
import { type BoundCoverage, measureBound, measureRanges, type RangeCoverage } from './coverage.ts';
import type { LandmarkRow, PatientRows } from './landmark-rows.ts';
import { type Measures, measurePredictions } from './measure.ts';
import { predictRows, withoutFeatures } from './predict-rows.ts';

/** Names the resampling: two runs over one cohort say the same. */
const SEED = 1;

export type SubsetMeasures = {
  /** Ids of the sources that were looked at, where the patient has them; `null`: all of them. */
  readonly sources: readonly string[] | null;
  readonly measures: Measures;
};

/** What was found of the patients at risk at one landmark. */
export type LandmarkEvaluation = {
  /** Days after the discharge. */
  readonly day: number;
  readonly patients: number;
  /** Within the horizon of the landmark; `null`: what became of the patients is not known. */
  readonly events: number | null;
  readonly results: readonly SubsetMeasures[];
  readonly ranges: readonly RangeCoverage[];
  readonly bound: BoundCoverage | null;
};

export type Evaluated = {
  readonly session: SurvivalSession;
  readonly patients: readonly PatientRows[];
  /** `null`: not known. */
  readonly outcomes: ReadonlyMap<string, FollowUp> | null;
  readonly rounds: number;
  readonly isBySubset: boolean;
  readonly say: (line: string) => void;
};

type AtRisk = { readonly rows: readonly LandmarkRow[]; readonly followUps: readonly FollowUp[] };

/** Those whose follow-up goes on beyond the landmark, with what is left of it. */
function atRisk(patients: readonly PatientRows[], day: number, outcomes: Evaluated['outcomes']): AtRisk {
  const rows: LandmarkRow[] = [];
  const followUps: FollowUp[] = [];
  for (const { patient, rows: read } of patients) {
    const row = read.find((one) => one.day === day);
    const outcome = outcomes?.get(patient);
    if (!row || (outcomes && (!outcome || outcome.timeDays <= day))) continue;
    rows.push(row);
    if (outcome) followUps.push({ timeDays: outcome.timeDays - day, event: outcome.event });
  }
  return { rows, followUps };
}

/** Every choice of at least one of some sources. */
function subsetsOf<T>(sources: readonly T[]): T[][] {
  const masks = Array.from({ length: 2 ** sources.length - 1 }, (_, index) => index + 1);
  return masks.map((mask) => sources.filter((_, k) => mask & (1 << k)));
}

/** The sources of which anything is known of anybody: of the others no choice makes a difference. */
function sourcesOf({ manifest }: SurvivalSession, rows: readonly LandmarkRow[]) {
  const isKnown = new Set(
    manifest.inputs.features.flatMap(({ id }, column) =>
      rows.some(({ present }) => present[column] === 1) ? [id] : [],
    ),
  );
  return manifest.sources.filter(({ features }) => features.some((id) => isKnown.has(id)));
}

async function measureAll(
  { session, rounds, isBySubset, say }: Evaluated,
  day: number,
  { rows, followUps }: AtRisk,
): Promise<Pick<LandmarkEvaluation, 'results' | 'bound'>> {
  const { manifest } = session;
  const { horizonDays, bands } = manifest;
  const samples = resample(rows.length, rounds, SEED);
  const asked = { horizonDays, bands, samples };
  const whole = await predictRows(session, rows);
  const results: SubsetMeasures[] = [
    { sources: null, measures: measurePredictions(whole, followUps, asked) },
  ];
  for (const subset of isBySubset ? subsetsOf(sourcesOf(session, rows)) : []) {
    const sources = subset.map(({ id }) => id);
    say(`Day ${day}: ${sources.join(', ')}`);
    const left = manifest.sources.filter(({ id }) => !sources.includes(id));
    const kept = withoutFeatures(
      rows,
      left.flatMap(({ features }) => features),
      session,
    );
    const predicted = await predictRows(session, kept);
    results.push({ sources, measures: measurePredictions(predicted, followUps, asked) });
  }
  return { results, bound: measureBound(session, rows, whole, followUps, samples) };
}

/** Evaluates the model at one day after the discharge, on the patients who are at risk then. */
export async function evaluateLandmark(evaluated: Evaluated, day: number): Promise<LandmarkEvaluation> {
  const { session, patients, outcomes, say } = evaluated;
  const { rows, followUps } = atRisk(patients, day, outcomes);
  say(`Day ${day}: ${rows.length} patients at risk`);
  const { horizonDays } = session.manifest;
  const events = followUps.filter(({ timeDays, event }) => event === 1 && timeDays <= horizonDays).length;
  const measured =
    outcomes && rows.length > 0
      ? await measureAll(evaluated, day, { rows, followUps })
      : { results: [], bound: null };
  const ranges = await measureRanges(session, rows, await predictRows(session, rows));
  return { day, patients: rows.length, events: outcomes ? events : null, ...measured, ranges };
}
