import type { Band } from '#components/ui/BandBadge.tsx';
import type { StayWindow } from '#lib/worklist/stay-window.ts';
import type { Entry } from './entries.ts';

/** Where in their thirty days patients stand. */
export type Stage = 'in-hospital' | 'week' | 'month' | 'closed' | 'other';

export type Filter = {
  /** Part of a name or MRN; kept out of the address bar. */
  readonly text: string;
  readonly stage: Stage | 'all';
  readonly band: Band | 'all';
  readonly sex: 'all' | 'female' | 'male' | 'unknown';
};

export const NO_FILTER: Filter = { text: '', stage: 'all', band: 'all', sex: 'all' };

const WEEK = 7;

function stageOfWindow(window: StayWindow): Stage {
  if (window.kind === 'discharged') return window.day <= WEEK ? 'week' : 'month';
  return window.kind === 'in-hospital' || window.kind === 'closed' ? window.kind : 'other';
}

/** `null`: not known before the chart is read. */
export const stageOf = ({ window }: Entry): Stage | null => window && stageOfWindow(window);

/** Case and accents do not matter: `garcia` finds García. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Every word of the text must occur in the name, as any script writes it, or in a record number. */
function matchesText({ patient }: Entry, text: string): boolean {
  const numbers = [
    patient.mrn,
    patient.untypedNumber,
    ...(patient.recordNumbers ?? []).map(({ value }) => value),
  ];
  const haystack = fold([patient.name, ...(patient.writtenAlso ?? []), ...numbers].join(' '));
  return fold(text)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

export function matches(entry: Entry, { text, stage, band, sex }: Filter): boolean {
  return (
    (band === 'all' || entry.band === band) &&
    (sex === 'all' || (entry.patient.sex ?? 'unknown') === sex) &&
    (stage === 'all' || stageOf(entry) === stage) &&
    (text === '' || matchesText(entry, text))
  );
}
