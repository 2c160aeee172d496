import type { ReferenceRange } from '#lib/clinical/analyte.ts';
import { analyteOf } from '#lib/clinical/quantity-text.ts';
import type { ChannelId } from './channels.ts';

type Range = Pick<ReferenceRange, 'low' | 'high'>;

/**
 * Of adults, for what intensive care alone measures, in the channel's unit (Kratz A et al., N Engl J Med 2004;351:1548; lactate
 * as Singer M et al., JAMA 2016;315:801).
 */
const OWN: Partial<Record<ChannelId, Range>> = {
  'base-excess': { low: -3, high: 3 },
  bicarbonate: { low: 21, high: 28 },
  ph: { low: 7.35, high: 7.45 },
  paco2: { low: 35, high: 45 },
  sao2: { low: 92, high: null },
  lactate: { low: null, high: 2 },
  chloride: { low: 98, high: 107 },
  calcium: { low: 8.5, high: 10.5 },
  magnesium: { low: 1.7, high: 2.6 },
  phosphate: { low: 2.5, high: 4.5 },
  bilirubin: { low: null, high: 1.2 },
  'bilirubin-direct': { low: null, high: 0.4 },
  ast: { low: null, high: 40 },
  'alkaline-phosphatase': { low: 30, high: 120 },
  haematocrit: { low: 36, high: 52 },
  ptt: { low: 22, high: 36 },
  fibrinogen: { low: 150, high: 400 },
};

const own: ReadonlyMap<string, Range> = new Map(Object.entries(OWN));

const widest = (limits: readonly (number | null)[], of: (...numbers: number[]) => number): number | null => {
  const known = limits.flatMap((limit) => limit ?? []);
  return known.length < limits.length || known.length === 0 ? null : of(...known);
};

/** What is usual of adults of either sex, in the unit of the stream; `null`: no table knows it. */
export function usualRange(id: string): Range | null {
  const told = analyteOf(id)?.reference ?? [];
  if (told.length === 0) return own.get(id) ?? null;
  return {
    low: widest(
      told.map(({ low }) => low),
      Math.min,
    ),
    high: widest(
      told.map(({ high }) => high),
      Math.max,
    ),
  };
}
