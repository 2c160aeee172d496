import type { ComorbidityId } from '#lib/clinical/conditions.ts';
import { logistic } from '../arithmetic.ts';
import type { LatentState } from '../physiology/latent-state.ts';
import { openStream } from '../stream.ts';

/** What the patient has had for long. Onsets in years before the index admission. */
export type History = {
  readonly heartFailureYears: number;
  readonly comorbidities: readonly { readonly id: ComorbidityId; readonly years: number }[];
};

/**
 * Log-odds of each diagnosis. Prevalences: Adams KF et al., ADHERE, Am Heart J 2005;149:209–216 (coronary disease 57 %,
 * hypertension 73 %, diabetes 44 %, atrial fibrillation 31 %, COPD or asthma 31 %, renal insufficiency 30 %, stroke or
 * TIA 17 %); anaemia: Young JB et al., Am J Cardiol 2008;101:223–230. Men have more coronary disease, women more
 * hypertension and preserved function (Shah KS et al., J Am Coll Cardiol 2017;70:2476–2486).
 */
function logOdds({
  person,
  kidney,
  ventricle,
  frailty,
  inflammation,
  autonomicTone,
  respiratory,
}: LatentState): Record<ComorbidityId, number> {
  const { ageScore, bodyMassIndex, sex } = person;
  const male = sex === 'male' ? 1 : 0;
  const heavy = (bodyMassIndex - 29) / 6;
  return {
    hypertension: 1.05 + 0.1 * ageScore + 0.25 * ventricle - 0.2 * kidney,
    'ischaemic-heart-disease': -0.1 + 0.15 * ageScore + 0.6 * male - 0.5 * ventricle,
    diabetes: -0.25 + 0.45 * heavy - 0.15 * ageScore - 0.25 * kidney,
    'atrial-fibrillation': -0.45 + 0.45 * ageScore + 0.25 * ventricle + 0.25 * autonomicTone,
    'chronic-kidney-disease': -0.95 - 1.3 * kidney,
    copd: -1.1 + 1.5 * respiratory,
    anaemia: -1.1 + 0.3 * frailty - 0.45 * kidney + 0.25 * inflammation,
    stroke: -1.75 + 0.25 * ageScore + 0.25 * frailty,
  };
}

export function drawHistory(seed: number, patient: number, state: LatentState): History {
  const stream = openStream(seed, patient, 'history');
  const odds = Object.entries(logOdds(state)) as [ComorbidityId, number][];
  const drawn = odds.map(([id, value]) => ({
    id,
    present: stream.chance(logistic(value)),
    years: 0.6 + 14 * stream.uniform() * stream.uniform(),
  }));
  return {
    heartFailureYears: 0.2 + 9 * stream.uniform() * stream.uniform(),
    comorbidities: drawn.filter(({ present }) => present).map(({ id, years }) => ({ id, years })),
  };
}

export const hasComorbidity = (history: History, id: ComorbidityId): boolean =>
  history.comorbidities.some((one) => one.id === id);
