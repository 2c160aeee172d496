import type { VitalSignId } from '#lib/clinical/analytes.ts';
import { clamp } from '../arithmetic.ts';
import type { BodilyState } from './bodily-state.ts';
import type { TrueValue } from './laboratory-values.ts';
import { flag, type Subject } from './subject.ts';

/**
 * Systolic pressure falls from about 143 mmHg on arrival to 124 at discharge; low pressure marks the weak ventricle.
 * Gheorghiade M et al., OPTIMIZE-HF, JAMA 2006;296:2217–2226.
 */
const systolic = ({ state, traits, hypertension, betaBlocker, rasInhibitor }: Subject, body: BodilyState) =>
  121 +
  6 * state.ventricle -
  2 * state.frailty +
  7 * flag(hypertension) +
  20 * body.acuteness -
  3 * flag(betaBlocker) * body.treated -
  3 * flag(rasInhibitor) * body.treated +
  4 * Math.min(1, body.yearsBefore) +
  13 * traits.setPoint('systolic-pressure');

/** kg: dry weight by height and body-mass index, plus the fluid gained (Chaudhry SI et al., Circulation 2007;116:1549–1554). */
function weight({ state }: Subject, body: BodilyState): number {
  const { heightCm, bodyMassIndex } = state.person;
  const dry = (bodyMassIndex * heightCm * heightCm) / 10_000;
  return dry * (1 + 0.01 * body.yearsBefore) + 1.9 * (dry / 80) * (body.congestion + 0.5);
}

/** True vital signs before measurement noise, in the canonical unit (`lib/clinical/vital-signs.ts`). */
export const vitalValues = {
  'heart-rate': ({ state, traits, atrialFibrillation, betaBlocker }, body) =>
    77 +
    4.5 * state.autonomicTone +
    1.5 * body.congestion +
    8 * body.acuteness +
    6 * flag(atrialFibrillation) -
    5 * flag(betaBlocker) * body.treated +
    7 * traits.setPoint('heart-rate'),
  'systolic-pressure': systolic,
  'diastolic-pressure': (subject, body) =>
    24 +
    0.38 * systolic(subject, body) -
    1.5 * subject.state.person.ageScore +
    5 * subject.traits.setPoint('diastolic-pressure'),
  'respiratory-rate': ({ state, traits, copd }, body) =>
    17.3 +
    0.5 * body.congestion +
    3.5 * body.acuteness +
    0.4 * state.autonomicTone +
    0.7 * flag(copd) +
    0.3 * state.respiratory +
    traits.setPoint('respiratory-rate'),
  'oxygen-saturation': ({ state, traits, copd }, body) =>
    clamp(
      96.4 -
        0.4 * body.congestion -
        2.2 * body.acuteness -
        1.2 * flag(copd) -
        0.4 * state.respiratory +
        traits.setPoint('oxygen-saturation'),
      78,
      99.4,
    ),
  temperature: ({ state, traits }, body) =>
    36.7 + 0.05 * state.inflammation + 0.35 * body.acutePhase + 0.15 * traits.setPoint('temperature'),
  weight,
} satisfies Readonly<Partial<Record<VitalSignId, TrueValue>>>;
