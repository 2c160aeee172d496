// What a risk is uncertain of, source by source, as ranges on one axis.
import type { MissingInput, Scored } from '#lib/contract/risk-report.ts';

/** One source of uncertainty and how far it reaches, as probabilities. */
export type RangeRow = {
  readonly key: string;
  readonly kind: 'model' | 'missing' | 'network';
  readonly label: string;
  readonly low: number;
  readonly high: number;
};

/** The parts of a report that say what its risk is uncertain of. */
export type Uncertain = Pick<Scored, 'interval' | 'missing' | 'missingSources' | 'spreads'>;

const width = ({ low, high }: Pick<RangeRow, 'low' | 'high'>): number => high - low;
const widestFirst = (a: RangeRow, b: RangeRow) => width(b) - width(a);

/** Of the row of a missing measure. */
export const measureKey = (measure: string): string => `measure ${measure}`;

/** Of the row of a network's finding. */
export const networkKey = (feature: string): string => `network ${feature}`;

/** Where a measure would bring the risk; `null`: the model does not say. */
function measureRow({ measure, label, effect }: MissingInput): RangeRow | null {
  const range = effect?.range;
  if (!range) return null;
  return { key: measureKey(measure), kind: 'missing', label, low: range.low, high: range.high };
}

const MEASURES = 1;
const NETWORKS = 1;
/** A percentage point: a narrower range tells nobody anything. */
const WIDE = 0.01;

/** The model itself, what is missing with the widest first, and the findings of networks that are unsure of much. */
export function rangeRows({ interval, missing, missingSources, spreads }: Uncertain): readonly RangeRow[] {
  const sources = missingSources.map(
    ({ source, label, range }): RangeRow => ({
      key: `source ${source}`,
      kind: 'missing',
      label,
      low: range.low,
      high: range.high,
    }),
  );
  const measures = missing.flatMap((input) => measureRow(input) ?? []).toSorted(widestFirst);
  const networks = spreads.map(
    ({ feature, label, low, high }): RangeRow => ({
      key: networkKey(feature),
      kind: 'network',
      label,
      low,
      high,
    }),
  );
  return [
    {
      key: 'model',
      kind: 'model',
      label: 'The model itself',
      low: interval.low,
      high: interval.high,
    },
    ...[...sources, ...measures.slice(0, MEASURES)].toSorted(widestFirst),
    ...networks
      .filter((row) => width(row) >= WIDE)
      .toSorted(widestFirst)
      .slice(0, NETWORKS),
  ];
}

/** Highest risk on the axis of the ranges: the next 10 % above all. */
export const rangeTop = (rows: readonly RangeRow[], risk: number): number =>
  Math.min(1, Math.ceil(Math.max(risk, 0.05, ...rows.map(({ high }) => high)) * 10 - 1e-9) / 10);

const KIND_TEXT = { model: null, missing: 'missing', network: 'read by a network' } as const;

/** `Echocardiogram, missing`. */
export function rowName({ kind, label }: RangeRow): string {
  const said = KIND_TEXT[kind];
  return said === null ? label : `${label}, ${said}`;
}
