// Where the results stand on the patient page, and which model inputs are drawn there.

import { analyteOf } from '#lib/clinical/quantity-text.ts';
import type { EhrSlice } from '#lib/modalities/ehr/slice.ts';

export const RESULTS_ANCHOR = 'results';

/** Id of one analyte's chart. */
export const chartAnchor = (analyte: string): string => `result-${analyte}`;

/** Measures that are computed from an analyte. */
const COMPUTED_FROM: Readonly<Record<string, string>> = { egfr: 'creatinine' };

/** The chart of a measure, the panel while the record holds no result of it; `null`: it is no result. */
export function resultAnchor(measure: string, slice: EhrSlice | undefined): string | null {
  const analyte = analyteOf(COMPUTED_FROM[measure] ?? measure);
  if (!analyte) return null;
  const drawn = (slice?.series[analyte.id]?.length ?? 0) > 0;
  return drawn ? chartAnchor(analyte.id) : RESULTS_ANCHOR;
}
