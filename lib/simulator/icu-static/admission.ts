import { DAY_MS } from '#lib/clinical/moment.ts';
import { exp, logistic } from '../arithmetic.ts';
import { AS_OF_MS, atLocalTime } from '../calendar.ts';
import type { Visit } from '../ehr/visits.ts';
import { drawLatentState, type LatentState } from '../physiology/latent-state.ts';
import { openStream } from '../stream.ts';

/** What brought a patient to intensive care. */
const causes = ['heart-failure', 'sepsis', 'respiratory-failure', 'kidney-injury'] as const;
export type Cause = (typeof causes)[number];

/** An admission to intensive care and how it ended; `stay` runs over the first day. */
export type IcuAdmission = {
  readonly state: LatentState;
  readonly cause: Cause;
  readonly stay: Visit;
  /** Log-odds of dying in hospital. */
  readonly risk: number;
  readonly died: boolean;
};

/** The latents of the heart-failure cohort, moved towards the acutely ill by these numbers of standard deviations. */
const SHIFT = { congestion: 0.3, admissionCongestion: 0.5, inflammation: 0.7, kidney: -0.5, frailty: 0.2 };

function acuteState(seed: number, index: number): LatentState {
  const state = drawLatentState(seed, index);
  return {
    ...state,
    congestion: state.congestion + SHIFT.congestion,
    admissionCongestion: state.admissionCongestion + SHIFT.admissionCongestion,
    inflammation: state.inflammation + SHIFT.inflammation,
    kidney: state.kidney + SHIFT.kidney,
    frailty: state.frailty + SHIFT.frailty,
  };
}

/** The organ that is worst off is the likeliest cause. */
function drawCause(uniform: number, state: LatentState): Cause {
  const weights: readonly (readonly [Cause, number])[] = [
    ['heart-failure', exp(0.7 * state.admissionCongestion - 0.5 * state.ventricle)],
    ['sepsis', exp(0.9 * state.inflammation)],
    ['respiratory-failure', exp(0.2 + 0.9 * state.respiratory)],
    ['kidney-injury', exp(-1 - 0.9 * state.kidney)],
  ];
  let left = uniform * weights.reduce((sum, [, weight]) => sum + weight, 0);
  const drawn = weights.find(([, weight]) => {
    left -= weight;
    return left < 0;
  });
  return drawn?.[0] ?? 'sepsis';
}

/**
 * 13.6 % of patients of intensive care died in hospital, the old and those whose organs had failed most often:
 * Zimmerman JE et al., APACHE IV, Crit Care Med 2006;34:1297–1310.
 */
const deathLogOdds = (state: LatentState, acutePhase: number): number =>
  -2.93 +
  0.4 * state.person.ageScore +
  0.35 * state.frailty +
  0.3 * state.admissionCongestion -
  0.35 * state.kidney -
  0.2 * state.ventricle +
  0.25 * state.respiratory +
  0.25 * acutePhase;

export function drawIcuAdmission(seed: number, index: number): IcuAdmission {
  const stream = openStream(seed, index, 'icu-admission');
  const state = acuteState(seed, index);
  const cause = drawCause(stream.uniform(), state);
  const acutePhase = (cause === 'sepsis' ? 2 : 0.4) + Math.abs(stream.normal(0, 0.6));
  const startMs = atLocalTime(AS_OF_MS - stream.integer(2, 300) * DAY_MS, stream.integer(0, 1439));
  const risk = deathLogOdds(state, acutePhase);
  const stay: Visit = {
    kind: 'inpatient',
    startMs,
    endMs: startMs + DAY_MS,
    residual: state.congestion + 0.4,
    excess: Math.max(0.6, 1.6 + 0.6 * state.admissionCongestion),
    acutePhase,
  };
  return { state, cause, stay, risk, died: stream.chance(logistic(risk)) };
}
