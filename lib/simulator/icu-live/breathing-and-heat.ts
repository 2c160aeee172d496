import { clamp } from '../arithmetic.ts';
import type { Baseline } from './baseline.ts';
import { towards } from './circulation.ts';
import type { Course } from './course.ts';
import type { Insult } from './insult.ts';
import type { Minute } from './tracks.ts';
import type { Support } from './treatment.ts';

const VENTILATOR_RATE = 16;

type Breathing = Pick<
  Minute,
  'respiratoryRate' | 'saturation' | 'ventilated' | 'inspiredOxygen' | 'paco2' | 'endTidal' | 'temperature'
>;

/** Breaths answer to infection, the lung, acid and heat, unless a machine sets them. */
function rateWanted(baseline: Baseline, now: Minute, insult: Insult, { ventilated, lungSupport }: Support) {
  const acid = clamp(now.lactate - 2, 0, 6);
  if (ventilated) return VENTILATOR_RATE + 4 * insult.lung + acid;
  const air = 13 * insult.lung * (1 - 0.4 * lungSupport);
  return baseline.respiratoryRate + 8 * insult.infection + air + 1.6 * acid + 1.5 * (now.temperature - 37);
}

function oxygenWanted(insult: Insult, { ventilated, lungSupport }: Support): number {
  const given = ventilated ? 0.35 : insult.lung > 0.15 ? 0.28 : 0.21;
  return clamp(given + 0.5 * lungSupport * insult.lung, 0.21, 1);
}

export function breathingAndHeatAfter(
  baseline: Baseline,
  course: Course,
  now: Minute,
  insult: Insult,
  support: Support,
): Breathing {
  const respiratoryRate = clamp(
    towards(now.respiratoryRate, rateWanted(baseline, now, insult, support), 5),
    8,
    46,
  );
  const shunt = 17 * insult.lung * (1 - 0.78 * support.lungSupport) + 1.8 * insult.infection;
  const wanted = baseline.saturation + (support.ventilated ? 1 : 0) - shunt;
  // Tired lungs keep carbon dioxide back, fast breathing blows it off.
  const paco2 =
    40 - 0.75 * (respiratoryRate - baseline.respiratoryRate) * (1 - insult.lung) + 9 * insult.lung;
  const fever = course.hypothermic ? -1.1 : 2.1;
  return {
    respiratoryRate,
    saturation: clamp(towards(now.saturation, wanted, 4), 58, 100),
    ventilated: support.ventilated ? 1 : 0,
    inspiredOxygen: towards(now.inspiredOxygen, oxygenWanted(insult, support), 8),
    paco2: clamp(towards(now.paco2, paco2, 15), 22, 95),
    endTidal: clamp(now.paco2 - 4 - 8 * insult.lung - clamp((65 - now.meanPressure) / 4, 0, 8), 8, 90),
    temperature: towards(now.temperature, baseline.temperature + fever * insult.infection, 90),
  };
}
