import type { AnalyteId } from '#lib/clinical/analytes.ts';
import { openStream } from '../stream.ts';

const SET_POINTS = [
  'nt-probnp',
  'troponin-t',
  'sodium',
  'potassium',
  'creatinine',
  'urea-nitrogen',
  'haemoglobin',
  'crp',
  'leukocytes',
  'albumin',
  'glucose',
  'heart-rate',
  'systolic-pressure',
  'diastolic-pressure',
  'respiratory-rate',
  'oxygen-saturation',
  'temperature',
] as const satisfies readonly AnalyteId[];

type SetPoint = (typeof SET_POINTS)[number];

/** How a patient differs from others of the same latent state: personal set points, which no hazard depends on. */
export type Traits = {
  /** Standard normal draw per laboratory value or vital sign. */
  readonly setPoint: (id: SetPoint) => number;
  /** Fall in filtration, as a share, when decongested: worsening renal function. */
  readonly renalDip: number;
};

/**
 * A rise of creatinine by 0.3 mg/dL or more meets 23 % of those treated for acute heart failure:
 * Damman K et al., Eur Heart J 2014;35:455–469.
 */
export function drawTraits(seed: number, patient: number, kidney: number): Traits {
  const stream = openStream(seed, patient, 'traits');
  const renalDip = Math.min(0.45, Math.max(-0.15, stream.normal(0.11 - 0.03 * kidney, 0.14)));
  const drawn = new Map(SET_POINTS.map((id) => [id, stream.normal()]));
  return { renalDip, setPoint: (id) => drawn.get(id) ?? 0 };
}
