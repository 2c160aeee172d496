import { clamp, exp } from '../arithmetic.ts';
import type { SimulatedAnalyte } from '../physiology/simulated-analytes.ts';
import { openStream, type Stream } from '../stream.ts';
import type { SimilarityLatents } from './latent-densities.ts';

/** Tests of this cohort beside those of a heart-failure chart. */
export type SpecialTest = 'procalcitonin' | 'd-dimer';

/** One value as measured, canonical unit, not rounded. */
export type MeasuredValue = { readonly analyte: SimulatedAnalyte | SpecialTest; readonly value: number };

/** Coefficients of variation of assay and body together: EFLM Biological Variation Database, rounded. */
const ASSAYS = {
  crp: 0.3,
  procalcitonin: 0.12,
  leukocytes: 0.11,
  'nt-probnp': 0.16,
  'troponin-t': 0.12,
  'd-dimer': 0.15,
} as const satisfies Readonly<Partial<Record<MeasuredValue['analyte'], number>>>;
type Assay = keyof typeof ASSAYS;
const assays = Object.keys(ASSAYS) as Assay[];

/** Share of the tests that nobody ordered, whatever the diagnosis. */
const NOT_ORDERED = 0.06;

/** What every admission is tested for and no diagnosis of this cohort moves: mean and deviation. */
function routine(stream: Stream, latents: SimilarityLatents): readonly MeasuredValue[] {
  const female = latents.female ? 1 : 0;
  return [
    { analyte: 'sodium', value: stream.normal(138.5, 2.8) },
    { analyte: 'potassium', value: stream.normal(4.15, 0.4) },
    {
      analyte: 'creatinine',
      value: exp(stream.normal(0.02 - 0.18 * female + 0.15 * latents.age, 0.24)),
    },
    { analyte: 'urea-nitrogen', value: exp(stream.normal(2.85 + 0.15 * latents.age, 0.3)) },
    { analyte: 'haemoglobin', value: clamp(stream.normal(13.6 - 1.1 * female, 1.4), 6, 18.5) },
    { analyte: 'glucose', value: exp(stream.normal(4.75, 0.22)) },
  ];
}

/** What the laboratory finds on arrival: the latent's concentration with the noise of its assay. */
export function laboratoryResults(
  seed: number,
  index: number,
  latents: SimilarityLatents,
): readonly MeasuredValue[] {
  const stream = openStream(seed, index, 'similarity-laboratory');
  const measured = assays.map((analyte) => ({
    analyte,
    value: exp(latents[analyte] + ASSAYS[analyte] * stream.normal()),
  }));
  return [...measured, ...routine(stream, latents)].filter(() => !stream.chance(NOT_ORDERED));
}

/** Vital signs on arrival. They follow from the latents, so that they tell nothing of the diagnosis that those do not. */
export function vitalSigns(
  seed: number,
  index: number,
  latents: SimilarityLatents,
): readonly MeasuredValue[] {
  const stream = openStream(seed, index, 'similarity-vital-signs');
  const { crp, consolidation, oedema, hyperinflation } = latents;
  const fever = Math.max(0, crp - 2);
  const stiff = Math.max(0, consolidation) + Math.max(0, oedema) + Math.max(0, hyperinflation);
  const clot = Math.max(0, latents['d-dimer'] - 7);
  return [
    { analyte: 'heart-rate', value: 82 + 4 * fever + 6 * stiff + 7 * clot + stream.normal(0, 11) },
    { analyte: 'systolic-pressure', value: clamp(136 + stream.normal(0, 19), 80, 220) },
    { analyte: 'diastolic-pressure', value: clamp(77 + stream.normal(0, 11), 40, 130) },
    { analyte: 'respiratory-rate', value: clamp(16 + 8 * stiff + 2 * clot + stream.normal(0, 2), 9, 45) },
    {
      analyte: 'oxygen-saturation',
      value: clamp(97 - 5 * stiff - 1.5 * clot + stream.normal(0, 1.2), 70, 100),
    },
    { analyte: 'temperature', value: clamp(36.6 + 0.35 * fever + stream.normal(0, 0.35), 34.5, 41) },
  ];
}
