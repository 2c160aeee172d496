import type { Evidence } from '#lib/contract/feature.ts';

/** A code with its system, as FHIR's Coding. */
export type Coding = { readonly system: string; readonly code: string; readonly display: string };

/**
 * A card of CDS Hooks 2.0 (https://cds-hooks.hl7.org/2.0/#card-attributes), so that a service may send it as it is.
 * `summary`: at most 140 characters. `detail`: Markdown. A suggestion carries no action: nobody orders from here.
 */
export type Card = {
  readonly uuid: string;
  readonly summary: string;
  readonly detail: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: { readonly label: string; readonly url: string; readonly topic: Coding };
  readonly suggestions?: readonly { readonly label: string; readonly uuid: string }[];
  readonly overrideReasons: readonly Coding[];
};

export const RULE_TITLES = {
  'stroke-prevention': 'Atrial fibrillation and anticoagulants',
  'ejection-fraction': 'Ejection fraction',
  'ras-inhibitor': 'ARNI, ACE inhibitor or ARB',
  'beta-blocker': 'Beta-blocker',
  mra: 'Mineralocorticoid receptor antagonist',
  'sglt2-inhibitor': 'SGLT2 inhibitor',
  'high-potassium': 'Potassium',
  'natriuretic-peptide': 'NT-proBNP or BNP',
  'follow-up': 'Follow-up visit',
  scope: 'Whom the guidelines are for',
} as const;
export type RuleId = keyof typeof RULE_TITLES;

/** One thing of the chart that a rule looked at, in words: `potassium 5.6 mmol/L`. */
export type Fact = Partial<Evidence> & { readonly words: string };

/** A recommendation of a guideline, as the card cites it. `strength`: class and level as the guideline prints them. */
export type Citation = {
  readonly label: string;
  readonly doi: string;
  readonly topic: string;
  readonly strength: string;
};

/** What a rule found to say. */
export type Finding = {
  readonly status: 'step';
  readonly summary: string;
  readonly detail: string;
  readonly indicator: Card['indicator'];
  readonly suggestions: readonly string[];
  readonly facts: readonly Fact[];
  readonly citations: readonly [Citation, ...Citation[]];
};

/** What a rule found in order, or held back, and why. */
export type Settled = { readonly status: 'settled'; readonly words: string; readonly facts: readonly Fact[] };

export type Outcome = Finding | Settled;
