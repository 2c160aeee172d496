import type { ComorbidityId } from '#lib/clinical/conditions.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import { logistic } from '../arithmetic.ts';
import type { LatentState } from '../physiology/latent-state.ts';
import { ejectionFraction } from '../physiology/ventricle.ts';
import { nonEmpty, openStream } from '../stream.ts';
import { type Preparation, preparations } from './formulary.ts';
import { type History, hasComorbidity } from './history.ts';

/** One drug over its course. */
export type Treatment = {
  readonly drugClass: DrugClassId;
  readonly preparation: Preparation;
  /** Taken before the admission. */
  readonly atHome: boolean;
  /** Age of the home prescription at admission, days. */
  readonly daysAtHome: number;
  /** Prescribed at discharge. */
  readonly atDischarge: boolean;
};

type Has = (id: ComorbidityId) => boolean;

/**
 * Log-odds of leaving hospital on each class. A reduced ejection fraction calls for four classes (ESC 2021 guideline,
 * Eur Heart J 2021;42:3599–3726); use in practice: Greene SJ et al., CHAMP-HF, J Am Coll Cardiol 2018;72:351–366
 * (RAS inhibitor 73 %, beta-blocker 67 %, MRA 33 % of eligible). Kidney disease holds RAS inhibitors and MRA back.
 */
function logOdds(state: LatentState, has: Has): Record<DrugClassId, number> {
  const reduced = logistic((43 - ejectionFraction(state.ventricle)) / 4);
  const { kidney, frailty, autonomicTone, congestion } = state;
  const fibrillation = has('atrial-fibrillation') ? 1 : 0;
  const ischaemia = has('ischaemic-heart-disease') ? 1 : 0;
  const diabetes = has('diabetes') ? 1 : 0;
  return {
    'loop-diuretic': 2.3 + 0.3 * congestion,
    'beta-blocker': 0.4 + 1.1 * reduced + 0.5 * ischaemia + 0.5 * fibrillation + 0.15 * autonomicTone,
    'ras-inhibitor': -0.05 + 1.2 * reduced + 0.6 * kidney - 0.2 * frailty,
    mra: -1.5 + 1.3 * reduced + 0.35 * kidney,
    'sglt2-inhibitor': -0.9 + 0.6 * reduced + 0.5 * diabetes + 0.2 * kidney,
    digoxin: -3.2 + 1.0 * reduced + 0.9 * fibrillation,
    anticoagulant: -2.4 + 4.0 * fibrillation,
    statin: -0.3 + 1.3 * ischaemia + 0.5 * diabetes,
  };
}

/** Chance that a drug given at discharge was taken before: the newest classes are started in hospital most often. */
const knownBefore: Record<DrugClassId, number> = {
  'loop-diuretic': 0.68,
  'beta-blocker': 0.8,
  'ras-inhibitor': 0.82,
  mra: 0.6,
  'sglt2-inhibitor': 0.45,
  digoxin: 0.75,
  anticoagulant: 0.82,
  statin: 0.93,
};

/** Chance that a drug taken before is stopped in hospital (hypotension, renal function, bleeding). */
const STOPPED = 0.07;

export function drawTreatments(
  seed: number,
  patient: number,
  state: LatentState,
  history: History,
): Treatment[] {
  const stream = openStream(seed, patient, 'treatment');
  const odds = Object.entries(logOdds(state, (id) => hasComorbidity(history, id))) as [DrugClassId, number][];
  return odds.flatMap(([drugClass, value]) => {
    const prescribed = stream.chance(logistic(value));
    const before = stream.chance(knownBefore[drugClass]);
    const stopped = stream.chance(STOPPED);
    const daysAtHome = stream.integer(20, 420);
    const preparation = stream.pick(nonEmpty(preparations[drugClass]));
    if (!prescribed) return [];
    return [{ drugClass, preparation, atHome: before, daysAtHome, atDischarge: !(before && stopped) }];
  });
}
