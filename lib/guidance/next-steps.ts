import type { Moment } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { bookFollowUp } from './book-follow-up.ts';
import {
  type Card,
  type Citation,
  type Fact,
  type Finding,
  type Outcome,
  RULE_TITLES,
  type RuleId,
} from './card.ts';
import { stableUuid, stepKey } from './card-id.ts';
import { type ChartAt, conditionAt } from './chart-at.ts';
import { askForFraction } from './ejection-fraction.ts';
import { measurePeptide } from './measure-peptide.ts';
import { OVERRIDE_REASONS } from './override-reasons.ts';
import { preventStroke } from './prevent-stroke.ts';
import { recommendTherapy } from './recommend-therapy.ts';
import { type Scope, scopeOf, underPalliativeCare } from './scope.ts';
import { therapies } from './therapies.ts';
import { watchPotassium } from './watch-potassium.ts';

/** One thing that a guideline supports for this patient: the card, what it was read from, what it rests on. */
export type Step = {
  readonly rule: RuleId;
  /** Names the patient's rule without the patient's id. */
  readonly key: string;
  readonly card: Card;
  readonly facts: readonly Fact[];
  readonly citations: readonly [Citation, ...Citation[]];
};

/** Rules that were looked at and ask for nothing, with why. */
export type SettledRule = { readonly rule: RuleId; readonly words: string; readonly facts: readonly Fact[] };

export type NextSteps = { readonly steps: readonly Step[]; readonly settled: readonly SettledRule[] };

type Rule = readonly [RuleId, (chart: ChartAt) => Outcome | null];

/** Rules for patients with heart failure on the chart, those that cannot wait first. */
const heartFailureRules: readonly Rule[] = [
  ['high-potassium', watchPotassium],
  ...therapies.map((therapy): Rule => [therapy.rule, (chart) => recommendTherapy(therapy, chart)]),
  ['follow-up', bookFollowUp],
  ['ejection-fraction', askForFraction],
  ['natriuretic-peptide', measurePeptide],
];

const rulesFor = (chart: ChartAt): readonly Rule[] => [
  ['stroke-prevention', preventStroke],
  ...(conditionAt(chart, 'heart-failure').present === 'yes' ? heartFailureRules : []),
];

const LONGEST_SUMMARY = 140;
const URGENCY = { critical: 0, warning: 1, info: 2 } as const;

const clip = (text: string) =>
  text.length <= LONGEST_SUMMARY ? text : `${text.slice(0, LONGEST_SUMMARY - 1).trimEnd()}…`;

function cardOf(rule: RuleId, patientId: string, at: Moment, finding: Finding): Card {
  const { summary, detail, indicator, suggestions, citations } = finding;
  const [{ label, doi }] = citations;
  const uuid = (...parts: readonly string[]) => stableUuid(patientId, rule, at.recorded, ...parts);
  return {
    uuid: uuid(summary),
    summary: clip(summary),
    detail,
    indicator,
    source: {
      label,
      url: `https://doi.org/${doi}`,
      topic: { system: 'urn:consilium:guidance-rule', code: rule, display: RULE_TITLES[rule] },
    },
    ...(suggestions.length > 0
      ? { suggestions: suggestions.map((one) => ({ label: one, uuid: uuid(summary, one) })) }
      : {}),
    overrideReasons: OVERRIDE_REASONS,
  };
}

/** What each rule of a chart finds, within the aim of the care. */
function outcomesOf(chart: ChartAt, scope: Scope): readonly (readonly [RuleId, Outcome | null])[] {
  const rules = rulesFor(chart);
  if (scope.aim === 'none') return rules.some(([, judge]) => judge(chart)) ? [['scope', scope.because]] : [];
  const found = rules.map(([rule, judge]) => [rule, judge(chart)] as const);
  if (scope.aim === 'all' || found.every(([, outcome]) => outcome === null)) return found;
  return [
    ['scope', scope.because],
    ...found.map(
      ([rule, outcome]) =>
        [rule, outcome?.status === 'step' ? underPalliativeCare(outcome) : outcome] as const,
    ),
  ];
}

/**
 * What guidelines support as next steps for a patient, from the health record as it was known at `at`; the most urgent
 * first. Rules, not a model: nothing here reads a score. Empty for a patient without heart failure and atrial fibrillation,
 * and for one who has died.
 */
export function nextSteps({ patient, slices }: PatientRecord<Slices>, at: Moment): NextSteps {
  const steps: Step[] = [];
  const settled: SettledRule[] = [];
  const { ehr } = slices;
  if (!ehr || patient.deceased || ehr.deaths.length > 0) return { steps, settled };
  const chart = { slice: ehr, fractions: slices.imaging?.ejectionFractions ?? [], at };
  for (const [rule, outcome] of outcomesOf(chart, scopeOf(chart))) {
    if (outcome?.status === 'settled') settled.push({ rule, words: outcome.words, facts: outcome.facts });
    if (outcome?.status === 'step')
      steps.push({
        rule,
        key: stepKey(patient.id, rule),
        card: cardOf(rule, patient.id, at, outcome),
        facts: outcome.facts,
        citations: outcome.citations,
      });
  }
  return {
    steps: steps.toSorted((a, b) => URGENCY[a.card.indicator] - URGENCY[b.card.indicator]),
    settled,
  };
}

/** The summaries of the cards, most urgent first, each with its guideline: for paper. */
export const stepLines = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ card, citations: [{ strength }] }) => `${card.summary} (${card.source.label}, ${strength})`);
