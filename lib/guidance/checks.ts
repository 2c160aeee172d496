import type { AnalyteId } from '#lib/clinical/analytes.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import { daysBetween } from '#lib/clinical/moment.ts';
import type { ConditionEntry } from '#lib/modalities/ehr/slice.ts';
import type { Fact } from './card.ts';
import { type Asked, allergiesAt, type ChartAt, conditionAt, gfrAt, resultAt } from './chart-at.ts';

type SetId = ConditionEntry['ids'][number];

/** What one check says of a recommendation: nothing against it, something against it, or that nobody can know. */
export type Verdict =
  | { readonly verdict: 'clear'; readonly facts: readonly Fact[] }
  | { readonly verdict: 'against'; readonly facts: readonly [Fact, ...Fact[]] }
  /** `lacks`: what leaves it open, in words for a summary. `because`: whole sentences. */
  | {
      readonly verdict: 'unknown';
      readonly lacks: string;
      readonly because: string;
      readonly facts: readonly Fact[];
    };

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
    if ('missing' in asked)
      return { verdict: 'unknown', lacks: 'a value is missing', because: asked.missing, facts: [] };
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

const verdictOf = (facts: readonly Fact[]): Verdict => {
  const [first, ...others] = facts;
  return first ? { verdict: 'against', facts: [first, ...others] } : { verdict: 'clear', facts: [] };
};

/** Of what passes by itself an entry without an end tells nothing after so many days. */
const isOf =
  (days: number, { at }: ChartAt) =>
  ({ time }: Fact): boolean =>
    !time || daysBetween(time, at) <= days;

/** No such diagnosis; one that is unclear leaves the recommendation open. `within`: days for which an entry counts. */
export const without = (id: SetId, name: string, within = Number.POSITIVE_INFINITY): Check => ({
  states: `no ${name}`,
  judge: (chart) => {
    const found = conditionAt(chart, id);
    if (found.present === 'unclear')
      return {
        verdict: 'unknown',
        lacks: 'a diagnosis is unclear',
        because: `Whether there is ${name} is unclear, because ${found.because}.`,
        facts: [],
      };
    return verdictOf(found.present === 'yes' ? found.facts.filter(isOf(within, chart)) : []);
  },
});

/** Days for which a pregnancy counts that nobody ended on the chart: its own length and the weeks after it. */
const PREGNANCY_DAYS = 330;

/** What holds back or is weighed in more than one recommendation. */
export const notPregnant = without('pregnancy', 'pregnancy or breastfeeding', PREGNANCY_DAYS);
export const notOnDialysis = without('dialysis', 'dialysis or end-stage kidney disease');
/** A session without a diagnosis may have been for an acute failure: it tells of the weeks around it. */
export const notDialysed = without('dialysis-session', 'dialysis in the last 30 days', 30);
export const withoutLiverFailure = without('severe-liver-disease', 'liver failure');

/** No such disturbance of the rhythm, or a pacemaker that makes up for it. */
export const withoutUnlessPaced = (id: SetId, name: string): Check => {
  const check = without(id, name);
  return {
    states: `no ${name} without a pacemaker`,
    judge: (chart) => {
      const verdict = check.judge(chart);
      const pacemaker = conditionAt(chart, 'heart-pacemaker');
      if (verdict.verdict === 'clear' || pacemaker.present !== 'yes') return verdict;
      const facts = verdict.verdict === 'against' ? verdict.facts : [];
      return { verdict: 'clear', facts: [...facts, ...pacemaker.facts] };
    },
  };
};

export const withoutAllergy = (id: DrugClassId): Check => ({
  states: 'no allergy or intolerance to such a drug',
  judge: (chart) => verdictOf(allergiesAt(chart, id)),
});

const ACE_INHIBITOR = /pril(?:at)?\b|\bace[- ]?(?:inhibitor|hemmer|i\b)|angiotensin[- ]converting/i;
const ANY_OR_GRAVE = /sartan|receptor|neprilysin|\barni\b|angio-?o?edema/i;

/**
 * No allergy or intolerance to an inhibitor of the renin-angiotensin system. One to ACE inhibitors alone leaves it open: after
 * a cough there are other classes (2022 AHA/ACC/HFSA, section 7.3.1), after angioedema there is no ARNI.
 */
export const withoutRasAllergy: Check = {
  states: 'no allergy or intolerance to such a drug',
  judge: (chart) => {
    const facts = allergiesAt(chart, 'ras-inhibitor');
    const named = facts.map(({ words }) => words);
    const narrow = named.every((words) => ACE_INHIBITOR.test(words) && !ANY_OR_GRAVE.test(words));
    if (facts.length === 0 || !narrow) return verdictOf(facts);
    return {
      verdict: 'unknown',
      lacks: 'an ACE inhibitor was not tolerated',
      because: `${named.join('; ')}. After a cough an ARNI or ARB may do; after angioedema neither ACE inhibitor nor ARNI.`,
      facts,
    };
  },
};

/** All checks together: the facts against, what is unknown, the facts that were looked at. */
export function judgeAll(checks: readonly Check[], chart: ChartAt) {
  const verdicts = checks.map(({ judge }) => judge(chart));
  const unknown = verdicts.filter((one) => one.verdict === 'unknown');
  return {
    against: verdicts.flatMap((one) => (one.verdict === 'against' ? one.facts : [])),
    unknown: unknown.map(({ because }) => because),
    lacks: unknown[0]?.lacks ?? 'something is not known',
    clear: verdicts.flatMap((one) => (one.verdict === 'against' ? [] : one.facts)),
  };
}
