import type { ComorbidityId } from '#lib/clinical/conditions.ts';
import { clamp, exp } from '../arithmetic.ts';
import { drawHistory, type History, hasComorbidity } from '../ehr/history.ts';
import { drawLatentState, type LatentState } from '../physiology/latent-state.ts';
import { openStream } from '../stream.ts';
import type { Course } from './course.ts';
import type { Stay } from './ward.ts';

/** What a patient is like when nothing happens, and how they are watched and supported. */
export type Baseline = {
  readonly state: LatentState;
  readonly history: History;
  readonly heartRate: number;
  /** mm Hg. */
  readonly meanPressure: number;
  readonly pulsePressure: number;
  readonly respiratoryRate: number;
  readonly saturation: number;
  readonly temperature: number;
  /** mg/dL; g/dL; 10*3/uL. */
  readonly creatinine: number;
  readonly haemoglobin: number;
  readonly platelets: number;
  /** Atrial fibrillation that was there before and stays. */
  readonly permanentFibrillation: boolean;
  /** Minutes of the stay: ventilated from admission until then; 0: not. */
  readonly ventilatedUntil: number;
  /** Minute at which an arterial line is placed without an emergency; `null`: only if one comes. */
  readonly arterialLineAt: number | null;
  /** A probe in the bladder measures all the time; without one, temperature is charted each hour. */
  readonly temperatureProbe: boolean;
  /** From admission to the hospital to that to the unit. */
  readonly hoursBeforeUnit: number;
};

/** By how much chronic disease moves what is usual: pressure, breaths, saturation, creatinine (a factor), haemoglobin. */
function diseaseOf(history: History) {
  const has = (id: ComorbidityId) => (hasComorbidity(history, id) ? 1 : 0);
  return {
    pressure: 5 * has('hypertension'),
    breaths: 2 * has('copd'),
    saturation: -2 * has('copd'),
    creatinine: 1 + 0.6 * has('chronic-kidney-disease'),
    haemoglobin: -1.8 * has('anaemia'),
    fibrillation: 0.35 * has('atrial-fibrillation'),
  };
}

export function drawBaseline(stay: Stay, course: Course): Baseline {
  const state = drawLatentState(stay.seed, stay.index);
  const history = drawHistory(stay.seed, stay.index, state);
  const disease = diseaseOf(history);
  const stream = openStream(stay.seed, stay.index, 'icu-live-baseline');
  const { normal } = stream;
  const recovering = course.kind === 'recovering';
  return {
    state,
    history,
    heartRate: clamp(78 + 9 * normal() + 3 * state.autonomicTone, 55, 105),
    meanPressure: clamp(83 + 6 * normal() + disease.pressure, 70, 108),
    pulsePressure: clamp(52 + 8 * normal() + 5 * state.person.ageScore, 34, 84),
    respiratoryRate: clamp(16 + 1.8 * normal() + disease.breaths, 12, 23),
    saturation: clamp(97.2 + 0.9 * normal() + disease.saturation, 92.5, 99),
    temperature: 36.9 + 0.2 * normal(),
    creatinine: clamp(0.9 * exp(0.2 * normal()) * disease.creatinine, 0.4, 4),
    haemoglobin: clamp(11.6 + 1.3 * normal() + disease.haemoglobin, 7.6, 16),
    platelets: clamp(220 * exp(0.3 * normal()), 70, 520),
    permanentFibrillation: stream.chance(disease.fibrillation),
    ventilatedUntil: stream.chance(recovering ? 0.7 : 0.25) ? stream.integer(400, 2600) : 0,
    arterialLineAt: stream.chance(recovering ? 0.9 : 0.6) ? stream.integer(10, 90) : null,
    temperatureProbe: stream.chance(0.6),
    hoursBeforeUnit: clamp(Math.round(9 * exp(1.1 * normal())), 1, 400),
  };
}
