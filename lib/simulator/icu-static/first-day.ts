import { HOUR_MS } from '#lib/clinical/moment.ts';
import { type ReportingSite, reportingSites } from '../ehr/laboratory-sites.ts';
import { type Measurement, measure } from '../ehr/measurement.ts';
import { VITALS } from '../ehr/schedule.ts';
import type { SimulatedAnalyte } from '../physiology/simulated-analytes.ts';
import type { Subject } from '../physiology/subject.ts';
import { drawTraits } from '../physiology/traits.ts';
import { openStream } from '../stream.ts';
import type { IcuAdmission } from './admission.ts';

/** Hours from admission at which blood is taken; vital signs are written down every second hour. */
const BLOOD_HOURS = [0.5, 8, 20];
const ROUND_HOURS = Array.from({ length: 12 }, (_, k) => 0.1 + 2 * k);

const ROUTINE = [
  'sodium',
  'potassium',
  'creatinine',
  'urea-nitrogen',
  'glucose',
  'haemoglobin',
  'leukocytes',
  'crp',
  'albumin',
] as const;

const panel = ({ natriureticPeptide, troponin }: ReportingSite): readonly SimulatedAnalyte[] => [
  ...ROUTINE,
  natriureticPeptide,
  troponin,
];

/** Weight is taken once, on arrival. */
const signsAt = (hour: number): readonly SimulatedAnalyte[] =>
  hour < 1
    ? [...VITALS, 'diastolic-pressure']
    : [...VITALS.filter((id) => id !== 'weight'), 'diastolic-pressure'];

/** Everything measured in the first 24 hours. Comorbidities and home drugs are not part of this cohort. */
export function firstDay(
  seed: number,
  index: number,
  { state, cause, stay }: IcuAdmission,
): readonly Measurement[] {
  const stream = openStream(seed, index, 'icu-first-day');
  const site = stream.pick(reportingSites);
  const none = { diabetes: false, atrialFibrillation: false, hypertension: false, betaBlocker: false };
  const subject: Subject = {
    state,
    traits: drawTraits(seed, index, state.kidney),
    copd: cause === 'respiratory-failure',
    ...none,
    rasInhibitor: false,
    mra: false,
    loopDiuretic: false,
  };
  const at = (hour: number, analytes: readonly SimulatedAnalyte[]) =>
    analytes.map((analyte) => {
      const draw = { atMs: stay.startMs + hour * HOUR_MS, visit: stay };
      return measure(stream, subject, draw, analyte, site, stay.endMs);
    });
  return [
    ...ROUND_HOURS.flatMap((hour) => at(hour, signsAt(hour))),
    ...BLOOD_HOURS.flatMap((hour) => at(hour, panel(site))),
  ];
}
