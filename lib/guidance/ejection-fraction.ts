import { daysBetween } from '#lib/clinical/moment.ts';
import { wasKnown } from '#lib/modalities/ehr/known-results.ts';
import type { Fact, Outcome } from './card.ts';
import type { ChartAt } from './chart-at.ts';
import { citations } from './guidelines.ts';

/** HFrEF by all guidelines that are cited, %. */
export const REDUCED_TO = 40;

/** No guideline says how long an ejection fraction holds. After this long, days, the card tells its age: a caution of ours. */
const RECENT_DAYS = 365;
const YEAR_DAYS = 365.25;

/** `words`: `EF 30 %`, with its age where it is old. `was`: an earlier one that was reduced where this one is not, %. */
type Fraction = {
  readonly value: number;
  readonly words: string;
  readonly old: boolean;
  readonly was: number | null;
  readonly facts: readonly Fact[];
};

const ageWords = (days: number): string => {
  const years = Math.max(1, Math.floor(days / YEAR_DAYS));
  return `${years} ${years === 1 ? 'year' : 'years'} old`;
};

/** The newest ejection fraction that was known, of any age; it hides older ones even where it cannot be read. */
export function fractionAt({ fractions, at }: ChartAt): Fraction | { readonly missing: string } {
  const known = fractions.filter((entry) => wasKnown(entry, at));
  const newest = known.at(-1);
  if (!newest) return { missing: 'No ejection fraction is on the chart.' };
  const { value, reference, time, recorded } = newest;
  if (value === null)
    return {
      missing: `The newest ejection fraction (${recorded}) could not be read because ${newest.reason}.`,
    };
  const days = daysBetween(time, at);
  const old = days > RECENT_DAYS;
  const age = old ? `, ${ageWords(days)}` : '';
  const earlier = known.findLast((entry) => entry.value !== null && entry.value <= REDUCED_TO);
  const was = value > REDUCED_TO && earlier && earlier.value !== null ? earlier : null;
  const factOf = (one: { reference: string; time: Fact['time'] }, percent: number, more: string): Fact => ({
    reference: one.reference,
    ...(one.time ? { time: one.time } : {}),
    words: `ejection fraction ${Math.round(percent)} %${more}`,
  });
  return {
    value,
    words: `EF ${Math.round(value)} %${age}`,
    old,
    was: was?.value ?? null,
    facts: [
      factOf({ reference, time }, value, age),
      ...(was?.value ? [factOf(was, was.value, ' before')] : []),
    ],
  };
}

/** Whether the ejection fraction is to be had and recent: four recommendations hang on it. */
export function askForFraction(chart: ChartAt): Outcome {
  const fraction = fractionAt(chart);
  const step = { status: 'step', indicator: 'info', citations: [citations.imaging] } as const;
  if ('missing' in fraction)
    return {
      ...step,
      summary: 'Ejection fraction not on the chart: drugs for a reduced one cannot be judged.',
      detail: `${fraction.missing} ARNI or ACE inhibitor, beta-blocker and MRA are recommended by it.`,
      suggestions: ['Find the last echocardiogram, or ask for one'],
      facts: [],
    };
  const [fact] = fraction.facts;
  if (!fraction.old)
    return { status: 'settled', words: fact?.words ?? fraction.words, facts: fraction.facts };
  return {
    ...step,
    summary: `The newest ejection fraction is ${fraction.words.replace(/^EF /, '')}.`,
    detail:
      'Measured again it is useful after a significant clinical change, such as a stay for heart failure. No guideline says how long one holds; this rule asks after a year.',
    suggestions: ['Find a newer echocardiogram, or ask for one'],
    facts: fraction.facts,
  };
}
