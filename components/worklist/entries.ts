import type { Band } from '#components/ui/BandBadge.tsx';
import { ageInYears } from '#lib/clinical/age.ts';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { ExplainedRow } from '#lib/fusion/explain-row.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import { byAttention, remainingToday } from '#lib/worklist/attention.ts';
import type { Look } from '#lib/worklist/last-look.ts';
import { type StayWindow, stayWindow } from '#lib/worklist/stay-window.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import type { Renewal } from './worklist-state.ts';

/** What has been found out about a listed patient so far. */
export type Known = {
  /** `null`: the chart has not been read (yet). */
  readonly row: WorklistRow | null;
  readonly risk: ScreenedRisk | null;
  /** `null`: not explained (yet). */
  readonly explained: ExplainedRow | null;
  /** What an earlier visit showed; `null`: this is the first, or nobody knows yet. */
  readonly look: Look | null;
  /** What pictures changed that were read since; `null`: none were, or they are read with the rest. */
  readonly renewal: Renewal | null;
};

/** A patient of the list, as shown: from the list alone at first, then with what was read from the chart. */
export type Entry = Known & {
  readonly patient: PatientHeader;
  /** `null`: nobody knows yet whether there will be a score. */
  readonly band: Band | null;
  /** Completed years at the time of prediction; `null`: not certain. */
  readonly age: number | null;
  readonly window: StayWindow | null;
  /** Risk left from today to the window's end; `null` without a score or outside the window. */
  readonly remaining: number | null;
};

export const NOTHING: Known = { row: null, risk: null, explained: null, look: null, renewal: null };

/** @param now the reader's clock, ms */
export function toEntry(listed: PatientHeader, known: Known, now: number): Entry {
  const { row, risk } = known;
  const patient = row?.patient ?? listed;
  const on = (row?.at ?? row?.latest)?.recorded;
  const age = patient.birthDate !== null && on !== undefined ? ageInYears(patient.birthDate, on) : null;
  const window = row && stayWindow({ ...row, deceased: patient.deceased }, now);
  const remaining = remainingToday(window, risk?.survival ?? null);
  return { ...known, patient, band: risk?.band ?? (row?.reason ? 'none' : null), age, window, remaining };
}

/** What the order of need is made of. */
export const standingOf = ({ patient, risk, remaining, window }: Entry) => ({
  id: patient.id,
  window,
  remaining,
  risk: risk?.risk ?? null,
});

/** Points of risk since an earlier visit: .04 is four percentage points more; `null`: nothing to compare. */
export const changeOf = ({ risk, look }: Entry): number | null => risk && look && risk.risk - look.risk;

/** By the column of that key, or by need. */
export type Sort = { readonly key: string; readonly descending: boolean };

/** The order of need: who must be looked at first. */
export const BY_NEED: Sort = { key: 'need', descending: false };

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** Missing values come last in either direction. */
function compareCells(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return descending ? compareValues(b, a) : compareValues(a, b);
}

/** Sorts by what a column tells of each; what is missing comes last, ties go by name, then id. */
export function sortEntries(
  entries: readonly Entry[],
  sortedBy: (entry: Entry) => string | number | null,
  descending: boolean,
): readonly Entry[] {
  return entries.toSorted((a, b) => compareCells(sortedBy(a), sortedBy(b), descending) || byName(a, b));
}

/** Sorts by need; ties go by name, then id. */
export const sortByNeed = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((a, b) => byAttention(standingOf(a), standingOf(b)) || byName(a, b));

const byName = (a: Entry, b: Entry): number =>
  collator.compare(a.patient.name, b.patient.name) || collator.compare(a.patient.id, b.patient.id);
