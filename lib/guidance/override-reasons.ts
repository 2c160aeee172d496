import type { Coding } from './card.ts';

const SYSTEM = 'urn:consilium:override-reason';

/** Why a reader may set a card aside (CDS Hooks `overrideReasons`). */
export const OVERRIDE_REASONS: readonly Coding[] = [
  { system: SYSTEM, code: 'contraindicated', display: 'Contraindicated, though not on the chart' },
  { system: SYSTEM, code: 'not-tolerated', display: 'Not tolerated before' },
  { system: SYSTEM, code: 'declined', display: 'The patient declines' },
  { system: SYSTEM, code: 'done', display: 'Done or planned elsewhere' },
  { system: SYSTEM, code: 'goals', display: 'Does not fit the goals of care' },
];

export const overrideReason = (code: string): Coding | undefined =>
  OVERRIDE_REASONS.find((reason) => reason.code === code);
