import { DAY_MS, type Moment } from '#lib/clinical/moment.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { element } from '#lib/fhir/elements.ts';
import { durationMs } from './dosage-bounds.ts';
import { type DateSpan, spanOfDate } from './imprecise-date.ts';
import type { Over } from './medication-supply.ts';

/** When a diagnosis ended. `undefined`: it has not; both `null`: it has, at a time that nobody wrote down. */
export type ConditionEnd = { readonly until: Moment | null; readonly over: Over | null } | undefined;

const UNDATED: ConditionEnd = { until: null, over: null };
const YEAR_MS = 365.25 * DAY_MS;

const fromSpan = ({ first, last }: DateSpan): ConditionEnd => ({
  until: last,
  over: last.ms - first.ms < DAY_MS ? null : { earliest: first.ms, latest: last.ms },
});

/** An age is completed years, or other units: the end lies within one such unit after it. */
function spanOfAge(low: unknown, high: unknown, birth: Moment | undefined): ConditionEnd {
  const from = durationMs(low, 'a');
  const to = durationMs(high, 'a') ?? from;
  if (!birth || from === undefined || to === undefined) return UNDATED;
  return { until: null, over: { earliest: birth.ms + from - DAY_MS, latest: birth.ms + to + YEAR_MS } };
}

/**
 * Reads `abatement[x]` in every form of FHIR R4 (dateTime, Age, Period, Range, string) and the boolean of older
 * versions. A text tells that it ended and not when.
 */
export function abatementOf(condition: unknown, chart: Chart): ConditionEnd {
  const sent = (name: string) => element(condition, `abatement${name}`);
  const written = sent('DateTime') ?? element(sent('Period'), 'end');
  if (written !== undefined) {
    const span = spanOfDate(written);
    return span ? fromSpan(span) : UNDATED;
  }
  const birth = spanOfDate(element(chart.patient, 'birthDate'))?.first;
  const range = sent('Range');
  if (sent('Age') !== undefined) return spanOfAge(sent('Age'), sent('Age'), birth);
  if (range !== undefined) return spanOfAge(element(range, 'low'), element(range, 'high'), birth);
  // A period without an end began to abate and has not ended.
  const other = sent('String') !== undefined || sent('Boolean') === true;
  return other ? UNDATED : undefined;
}
