import type { AnalyteId } from '#lib/clinical/analytes.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import type { ConditionEntry } from '#lib/modalities/ehr/slice.ts';
import type { Fact } from './card.ts';
import { type Asked, allergiesAt, type ChartAt, conditionAt, gfrAt, resultAt } from './chart-at.ts';

/** What one check says of a recommendation: nothing against it, something against it, or that nobody can know. */
export type Verdict =
  | { readonly verdict: 'clear'; readonly facts: readonly Fact[] }
  | { readonly verdict: 'against'; readonly facts: readonly [Fact, ...Fact[]] }
  | { readonly verdict: 'unknown'; readonly because: string };

/** `states`: the limit in words, as the card prints it. */
export type Check = { readonly states: string; readonly judge: (chart: ChartAt) => Verdict };

const limit = (
  states: string,
  ask: (chart: ChartAt) => Asked,
  allows: (value: number) => boolean,
): Check => ({
  states,
  judge: (chart) => {
    const asked = ask(chart);
    if ('missing' in asked) return { verdict: 'unknown', because: asked.missing };
    return { verdict: allows(asked.value) ? 'clear' : 'against', facts: [asked.fact] };
  },
});

const result = (id: AnalyteId) => (chart: ChartAt) => resultAt(chart, id);

export const gfrFrom = (lowest: number): Check =>
  limit(`eGFR at least ${lowest} mL/min/1.73 m²`, gfrAt, (value) => value >= lowest);
export const potassiumTo = (highest: number): Check =>
  limit(`potassium at most ${highest.toFixed(1)} mmol/L`, result('potassium'), (value) => value <= highest);
export const gfrAbove = (limitOf: number): Check =>
  limit(`eGFR above ${limitOf} mL/min/1.73 m²`, gfrAt, (value) => value > limitOf);
export const potassiumBelow = (limitOf: number): Check =>
  limit(`potassium below ${limitOf.toFixed(1)} mmol/L`, result('potassium'), (value) => value < limitOf);
export const systolicFrom = (lowest: number): Check =>
  limit(`systolic pressure at least ${lowest} mmHg`, result('systolic-pressure'), (value) => value >= lowest);
export const heartRateFrom = (lowest: number): Check =>
  limit(`heart rate at least ${lowest} per minute`, result('heart-rate'), (value) => value >= lowest);

/** No such diagnosis; one that is unclear leaves the recommendation open. */
export const without = (id: ConditionEntry['ids'][number], name: string): Check => ({
  states: `no ${name}`,
  judge: (chart) => {
    const found = conditionAt(chart, id);
    if (found.present === 'unclear')
      return {
        verdict: 'unknown',
        because: `Whether there is ${name} is unclear, because ${found.because}.`,
      };
    const [first, ...others] = found.present === 'yes' ? found.facts : [];
    return first ? { verdict: 'against', facts: [first, ...others] } : { verdict: 'clear', facts: [] };
  },
});

export const withoutAllergy = (id: DrugClassId): Check => ({
  states: 'no allergy or intolerance to such a drug',
  judge: (chart) => {
    const [first, ...others] = allergiesAt(chart, id);
    return first ? { verdict: 'against', facts: [first, ...others] } : { verdict: 'clear', facts: [] };
  },
});

/** All checks together: the facts against, what is unknown, the facts that were looked at. */
export function judgeAll(checks: readonly Check[], chart: ChartAt) {
  const verdicts = checks.map(({ judge }) => judge(chart));
  return {
    against: verdicts.flatMap((one) => (one.verdict === 'against' ? one.facts : [])),
    unknown: verdicts.flatMap((one) => (one.verdict === 'unknown' ? [one.because] : [])),
    clear: verdicts.flatMap((one) => (one.verdict === 'clear' ? one.facts : [])),
  };
}
