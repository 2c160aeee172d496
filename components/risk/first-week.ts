// The first week after a discharge in words and in the places of its chart.
import { spanText } from '#components/patient/moment-text.ts';
import { nameBesideUnit, unitBesideLabel } from '#lib/clinical/label-and-unit.ts';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import { featureText, type UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { MovedFeature, RiskDay, Scored } from '#lib/contract/risk-report.ts';
import { type Bands, percentText } from './risk-text.ts';

/** `discharge`, `day 4`. */
export const dayName = (day: number): string => (day === 0 ? 'discharge' : `day ${day}`);

/** What moved the risk on one day, ready to be shown. */
export type DayLine = {
  readonly day: number;
  /** Risk the entry before and then, as probabilities. */
  readonly from: number;
  readonly to: number;
  /** `34 % → 43 % on day 4`. */
  readonly course: string;
  readonly moved: readonly { readonly feature: string; readonly words: string; readonly points: number }[];
};

/** Half a percentage point: less is no change that anybody would act on. */
const MENTIONED = 0.005;

/** `potassium 4.1 → 5.6 mmol/L`. */
function movedWords(moved: MovedFeature, measure: string, units: UnitSystem): string {
  const { feature, label, unit, from, to } = moved;
  const isAge = feature.endsWith('.hours-since');
  const name = nameBesideUnit(label.replace(', time since', ''), unit);
  const beside = { feature, measure, unit: unitBesideLabel(label, unit) };
  const text = (value: number) =>
    isAge ? `${spanText(value * HOUR_MS)} old` : featureText(beside, value, units);
  if (to === null) return `${name} no longer known`;
  if (from === null) return `${name} ${text(to)}, not known before`;
  if (from === to) return `${name} ${text(to)}, unchanged`;
  return `${name} ${isAge ? '' : `${withoutUnit(text(from), text(to))} → `}${text(to)}`;
}

/** `6 → 19 per hour` says the unit once. */
function withoutUnit(text: string, other: string): string {
  const [, unit = ''] = /^[^\u00a0]*(\u00a0.*)$/.exec(other) ?? [];
  return unit !== '' && text.endsWith(unit) ? text.slice(0, -unit.length) : text;
}

const measuresOf = ({ attributions }: Pick<Scored, 'attributions'>): ReadonlyMap<string, string> =>
  new Map(attributions.flatMap(({ features }) => features).map(({ feature, measure }) => [feature, measure]));

/** A line for each day after the first entry, the newest first. Changes that nobody would act on are left out. */
export function dayLines(
  report: Pick<Scored, 'week' | 'attributions'>,
  { bands, units }: { readonly bands: Bands | null; readonly units: UnitSystem },
): readonly DayLine[] {
  const measures = measuresOf(report);
  const text = (risk: number) => percentText(risk, bands ?? undefined);
  return report.week
    .flatMap((entry, index): DayLine[] => {
      const before = report.week[index - 1];
      if (!before) return [];
      const moved = entry.moved.filter(({ points }) => Math.abs(points) >= MENTIONED);
      return [
        {
          day: entry.day,
          from: before.risk,
          to: entry.risk,
          course: `${text(before.risk)} → ${text(entry.risk)} on ${dayName(entry.day)}`,
          moved: moved.map((one) => ({
            feature: one.feature,
            words: movedWords(one, measures.get(one.feature) ?? one.feature, units),
            points: one.points,
          })),
        },
      ];
    })
    .toReversed();
}

/** The whole way in a sentence: `34 % at discharge, 43 % on day 4.` */
export function weekSentence(week: readonly RiskDay[], bands: Bands | null): string | null {
  const [first] = week;
  const last = week.at(-1);
  if (!first || !last || first === last) return null;
  const text = (risk: number) => percentText(risk, bands ?? undefined);
  return `${text(first.risk)} at discharge, ${text(last.risk)} on ${dayName(last.day)}`;
}

/** The line with the largest change, in one sentence for paper; `null` where nothing moved the risk much. */
export function strongestLine(lines: readonly DayLine[]): string | null {
  const [strongest] = lines.toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  const [first] = strongest?.moved ?? [];
  return strongest && first ? `${strongest.course}: ${first.words}` : null;
}

const ROUND = 0.1;

/** Highest risk on the axis: the next 10 % above what is drawn, and at least 20 %. */
export function weekTop(week: readonly RiskDay[]): number {
  const highest = Math.max(0, ...week.flatMap(({ risk, interval }) => [risk, interval.high]));
  return Math.min(1, Math.max(0.2, Math.ceil(highest / ROUND - 1e-9) * ROUND));
}

/** Risks that are labelled at the side: four or five. */
export function riskMarks(top: number): readonly number[] {
  const step = top > 0.5 ? 0.25 : top > 0.25 ? 0.1 : 0.05;
  const count = Math.floor(top / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toFixed(2)));
}

/** Whether the value beside a dot stands above it: below where the line comes down to it from a higher neighbour on both sides. */
export function isAbove(week: readonly RiskDay[], index: number): boolean {
  const own = week[index]?.risk ?? 0;
  const neighbours = [week[index - 1]?.risk, week[index + 1]?.risk].filter((risk) => risk !== undefined);
  return neighbours.reduce((sum, risk) => sum + risk, 0) <= own * neighbours.length;
}
