import { clamp } from '../arithmetic.ts';
import type { Baseline } from './baseline.ts';
import { towards } from './circulation.ts';
import type { Insult } from './insult.ts';
import type { Minute } from './tracks.ts';
import type { Support } from './treatment.ts';

type Chemistry = Pick<
  Minute,
  | 'lactate'
  | 'creatinine'
  | 'leukocytes'
  | 'crp'
  | 'procalcitonin'
  | 'platelets'
  | 'bilirubin'
  | 'haemoglobin'
  | 'baseExcess'
>;

/** Volume of blood of an adult, ml. */
const BLOOD_ML = 5000;
const HOUR = 60;

/** Lactate rises in hours and clears with a half-life of several (Vincent JL et al., Crit Care 2016;20:257). */
function lactateAfter(now: Minute, insult: Insult): number {
  const starved = clamp((70 - now.meanPressure) / 24, 0, 1.2) + clamp((now.deficit - 700) / 2000, 0, 1);
  const goal = 1.1 + 6 * starved + 2.6 * insult.infection * insult.infection;
  return towards(now.lactate, goal, goal > now.lactate ? 2.2 * HOUR : 4.5 * HOUR);
}

/** Dilution after a bleeding, and what blood gives back. */
function haemoglobinAfter(now: Minute, baseline: Baseline, insult: Insult, { blood }: Support): number {
  const lost = (now.haemoglobin * insult.bleeding) / BLOOD_ML;
  const given = ((20 - now.haemoglobin) * blood) / BLOOD_ML;
  return clamp(
    now.haemoglobin - 0.8 * lost + 0.5 * given + 1e-5 * (baseline.haemoglobin - now.haemoglobin),
    4,
    17,
  );
}

/**
 * Markers follow infection by their own delays: procalcitonin in hours, C-reactive protein in half a day to a day
 * (Meisner M, Ann Lab Med 2014;34:263–273); creatinine follows poor perfusion over a day or two.
 */
export function chemistryAfter(baseline: Baseline, now: Minute, insult: Insult, support: Support): Chemistry {
  const { infection } = insult;
  const hurt = clamp(0.6 * infection + (68 - now.meanPressure) / 20, 0, 1.4);
  const lactate = lactateAfter(now, insult);
  return {
    lactate,
    creatinine: towards(
      now.creatinine,
      baseline.creatinine * (1 + 1.9 * hurt),
      (hurt > 0.1 ? 26 : 40) * HOUR,
    ),
    leukocytes: towards(now.leukocytes, 9.2 + 10 * infection, 6 * HOUR),
    crp: towards(now.crp, 25 + 260 * infection, 16 * HOUR),
    procalcitonin: towards(now.procalcitonin, 0.15 + 22 * infection * infection, 7 * HOUR),
    platelets: towards(now.platelets, baseline.platelets * (1 - 0.6 * infection), 20 * HOUR),
    bilirubin: towards(now.bilirubin, 0.7 + 2.4 * infection, 26 * HOUR),
    haemoglobin: haemoglobinAfter(now, baseline, insult, support),
    baseExcess: clamp(0.5 - 1.25 * (lactate - 1.2) - 0.9 * (now.creatinine - 1), -22, 8),
  };
}
