// What a result's flag is called and how its reference range reads.
import type { ReferenceRange } from '#lib/clinical/analyte.ts';
import type { Analyte } from '#lib/clinical/analytes.ts';
import { analyteNumber, analyteText, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { Flag } from '#lib/clinical/reference-range.ts';

export const FLAG_TEXT: Record<Flag, string> = {
  high: 'high',
  low: 'low',
  normal: 'in range',
  unranged: 'no range',
  unreadable: 'not read',
};

/** A source's limits of health, or the band in which a warning score gives no points and which says nothing of health. */
const rangeKind = ({ source }: Analyte): string =>
  source.includes('Early Warning Score') ? 'NEWS2 score-0 band' : 'Reference interval';

/** A source and what it says of its limits, e.g. `fasting`. */
function partsOf({ source }: Analyte): { readonly citation: string; readonly condition: string } {
  const [citation = source, condition] = source.split('; ');
  return { citation, condition: condition === undefined ? '' : `, ${condition}` };
}

/** `NEWS2 score-0 band 111–219 mmHg`, `Reference interval 70–99 mg/dL, fasting`, `No reference interval`. */
export function namedRange(analyte: Analyte, range: ReferenceRange | null, system: UnitSystem): string {
  const text = rangeText(analyte, range, system);
  return text === 'none'
    ? 'No reference interval'
    : `${rangeKind(analyte)} ${text}${partsOf(analyte).condition}`;
}

type Ranged = { readonly analyte: Analyte; readonly range: ReferenceRange | null };

/** From where the ranges are, each source once with the names of its analytes; those without a range are left out. */
export function rangeSources(ranged: readonly Ranged[]): readonly { citation: string; names: string }[] {
  const shown = ranged.filter(({ range }) => range !== null);
  return [...Map.groupBy(shown, ({ analyte }) => partsOf(analyte).citation)].map(([citation, own]) => ({
    citation,
    names: own.map(({ analyte }) => analyte.label).join(', '),
  }));
}

/** `3.5–5.0 mmol/L`, `up to 125 pg/mL`, `from 96 %`, `none`. */
export function rangeText(analyte: Analyte, range: ReferenceRange | null, system: UnitSystem): string {
  const { low, high } = range ?? { low: null, high: null };
  if (low !== null && high !== null)
    return `${analyteNumber(analyte, low, system)}–${analyteText(analyte, high, system)}`;
  if (high !== null) return `up to ${analyteText(analyte, high, system)}`;
  return low === null ? 'none' : `from ${analyteText(analyte, low, system)}`;
}
