import type { Interval } from '#lib/evaluation/bootstrap.ts';
import { cutAt, type FollowUp } from '#lib/evaluation/follow-up.ts';
import { concordanceInterval, resample } from './interval.ts';
import type { KnownTruth } from './known-truth.ts';
import { CLOCKS, type Clock, type Measured } from './measured-quantities.ts';
import type { PictureAccuracy } from './picture-accuracy.ts';
import { type Patient, type Predictions, predictAsGiven, predictBySources } from './predict-by-sources.ts';
import { type Source, sourceBit, sourceSets, sourcesIn } from './sources.ts';

type CeilingRow = {
  readonly sources: readonly Source[];
  /** Everyone has all of these sources. */
  readonly complete: Interval;
  /** Everyone has those of them that the cohort gives. */
  readonly asGiven: Interval;
};

/** At one time of prediction, among those who have neither come back nor died by then. */
export type ClockCeilings = {
  /** Days since discharge. */
  readonly day: Clock;
  readonly patients: number;
  /** Readmissions within the horizon from that day. */
  readonly events: number;
  /** Whoever knows the true log-hazard. */
  readonly truth: Interval;
  /** Before day 1 nothing is recorded at home: a choice with the wearable is worth what it is without. */
  readonly rows: readonly CeilingRow[];
};

export type OracleReport = {
  readonly simulated: true;
  readonly seed: number;
  /** Strength of the interaction arm. */
  readonly interaction: number;
  readonly patients: number;
  readonly horizonDays: number;
  readonly resamples: number;
  readonly accuracy: PictureAccuracy;
  readonly clocks: readonly ClockCeilings[];
};

const HORIZON_DAYS = 30;
const RESAMPLES = 200;

/** Days are counted from the time of prediction; who is not at risk then is `null`. */
function followFrom({ timeDays, event }: KnownTruth, day: number): FollowUp | null {
  return timeDays > day ? { timeDays: timeDays - day, event } : null;
}

type Cohort = {
  readonly seed: number;
  readonly interaction: number;
  readonly truths: readonly KnownTruth[];
  /** In the same order. */
  readonly measured: readonly Measured[];
  readonly accuracy: PictureAccuracy;
};

/** The observer's predicted log-hazards at one clock, in the order of `patients`, by sources as bits. */
export type ClockScores = {
  readonly day: Clock;
  readonly patients: readonly string[];
  readonly complete: Predictions;
  readonly asGiven: Predictions;
};

type Listeners = {
  readonly onRow?: (done: number, all: number) => void;
  /** To set a model beside the observer on the same patients. */
  readonly onScores?: (scores: ClockScores) => void;
};

const atClock = ({ quantities, week, has, latents }: Measured, day: Clock): Patient => ({
  quantities: { ...quantities, wearable: week[day] },
  has,
  latents,
});

/** Whoever has only these sources at that clock. */
export const knownAt = (day: Clock, set: number): number => (day === 0 ? set & ~sourceBit('wearable') : set);

function ceilingsAt(
  { seed, truths, measured }: Cohort,
  day: Clock,
  { onRow, onScores }: { readonly onRow: () => void; readonly onScores: Listeners['onScores'] },
): ClockCeilings {
  const atRisk = truths.flatMap((truth, k) => {
    const [followUp, own] = [followFrom(truth, day), measured[k]];
    return followUp && own ? [{ truth, followUp, patient: atClock(own, day) }] : [];
  });
  const followUps = cutAt(
    atRisk.map(({ followUp }) => followUp),
    HORIZON_DAYS,
  );
  const samples = resample(atRisk.length, RESAMPLES, seed);
  const target = Float64Array.from(atRisk, ({ truth }) => truth.logHazard);
  const patients = atRisk.map(({ patient }) => patient);
  const complete = predictBySources(patients, target);
  const asGiven = predictAsGiven(patients, target, complete);
  onScores?.({ day, patients: atRisk.map(({ truth }) => truth.patient), complete, asGiven });
  const rated = (score: Float64Array = new Float64Array(target.length)) =>
    concordanceInterval(score, followUps, samples);
  return {
    day,
    patients: atRisk.length,
    events: followUps.filter(({ event }) => event === 1).length,
    truth: rated(target),
    rows: sourceSets.map((set) => {
      onRow();
      const known = knownAt(day, set);
      // The mean of four folds differs from the fifth's, which would order patients who are all alike.
      const rank = (predictions: Predictions) => rated(known === 0 ? undefined : predictions.get(known));
      return { sources: sourcesIn(set), complete: rank(complete), asGiven: rank(asGiven) };
    }),
  };
}

/**
 * Best reachable Harrell C of a readmission within 30 days for each choice of sources, at discharge and on days 1, 3 and 7
 * at home: the cross-fitted regression of the true log-hazard on what these sources show. It is the posterior mean as far as
 * squares and products carry it, so that a better model could still exceed it a little.
 */
export function measureOracles(cohort: Cohort, { onRow, onScores }: Listeners = {}): OracleReport {
  const { seed, interaction, truths, accuracy } = cohort;
  let done = 0;
  const count = () => {
    done += 1;
    onRow?.(done, CLOCKS.length * sourceSets.length);
  };
  return {
    simulated: true,
    seed,
    interaction,
    patients: truths.length,
    horizonDays: HORIZON_DAYS,
    resamples: RESAMPLES,
    accuracy,
    clocks: CLOCKS.map((day) => ceilingsAt(cohort, day, { onRow: count, onScores })),
  };
}
