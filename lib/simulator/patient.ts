import type { FollowUp } from './ehr/follow-up.ts';
import { drawHistory, type History, hasComorbidity } from './ehr/history.ts';
import { drawMeasurements, type Measurement } from './ehr/measurement.ts';
import { drawTreatments, type Treatment } from './ehr/treatment.ts';
import { drawVisits, type Visit } from './ehr/visits.ts';
import { type Hazard, hazardOf } from './hazard.ts';
import { drawOutcome, type Outcome } from './outcome.ts';
import { drawLatentState, type LatentState } from './physiology/latent-state.ts';
import type { Subject } from './physiology/subject.ts';
import { drawTraits } from './physiology/traits.ts';
import { hashIdentifier } from './stream.ts';

/** The half of a patient that no chart may hold. */
export type Truth = Hazard & {
  readonly id: string;
  readonly state: LatentState;
  readonly outcome: Outcome;
};

/** The half that the chart is written from; no measurement in it is later than the end of the last visit. */
export type ChartContent = {
  readonly id: string;
  readonly seed: number;
  readonly index: number;
  readonly state: LatentState;
  readonly history: History;
  readonly treatments: readonly Treatment[];
  readonly visits: readonly [...Visit[], Visit];
  readonly measurements: readonly Measurement[];
  /** What was agreed on at the discharge; `null`: nothing was, and in a cohort nobody is asked. */
  readonly followUp: FollowUp | null;
  /** The instant at which the chart is read, ms since the epoch: what is later has not happened. */
  readonly nowMs: number;
};

/** A cohort is written down when all of it is over. */
const LONG_AFTER = Number.POSITIVE_INFINITY;

/** FHIR logical id: opaque, the same for the same seed and index. */
export const patientId = (seed: number, index: number): string =>
  `sim-${hashIdentifier(seed, index, 'identity').slice(0, 12)}`;

/** `interaction`: strength of the interaction arm (`hazardOf`). */
export function simulateTruth(seed: number, index: number, interaction = 0): Truth {
  const state = drawLatentState(seed, index);
  const hazard = hazardOf(state, interaction);
  return {
    ...hazard,
    id: patientId(seed, index),
    state,
    outcome: drawOutcome(seed, index, hazard.logHazard),
  };
}

export function simulateChart(seed: number, index: number): ChartContent {
  const state = drawLatentState(seed, index);
  const history = drawHistory(seed, index, state);
  const treatments = drawTreatments(seed, index, state, history);
  const takes = (drugClass: Treatment['drugClass']) =>
    treatments.some((one) => one.drugClass === drugClass && one.atDischarge);
  const subject: Subject = {
    state,
    traits: drawTraits(seed, index, state.kidney),
    diabetes: hasComorbidity(history, 'diabetes'),
    atrialFibrillation: hasComorbidity(history, 'atrial-fibrillation'),
    copd: hasComorbidity(history, 'copd'),
    hypertension: hasComorbidity(history, 'hypertension'),
    betaBlocker: takes('beta-blocker'),
    rasInhibitor: takes('ras-inhibitor'),
    mra: takes('mra'),
    loopDiuretic: takes('loop-diuretic'),
  };
  const visits = drawVisits(seed, index, state);
  const measurements = drawMeasurements(seed, index, subject, visits);
  return {
    id: patientId(seed, index),
    seed,
    index,
    state,
    history,
    treatments,
    visits,
    measurements,
    followUp: null,
    nowMs: LONG_AFTER,
  };
}
