import type { Band } from '#components/ui/BandBadge.tsx';
import { ageInYears } from '#lib/clinical/age.ts';
import type { PatientHeader } from '#lib/contract/patient-record.ts';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';

/** A patient of the list, as shown: from the list alone at first, then with what was read from the chart. */
export type Entry = {
  readonly patient: PatientHeader;
  /** `null`: the chart has not been read (yet). */
  readonly row: WorklistRow | null;
  readonly risk: ScreenedRisk | null;
  /** `null`: nobody knows yet whether there will be a score. */
  readonly band: Band | null;
  /** Completed years at the time of prediction; `null`: not certain. */
  readonly age: number | null;
};

export function toEntry(
  listed: PatientHeader,
  row: WorklistRow | null = null,
  risk: ScreenedRisk | null = null,
): Entry {
  const patient = row?.patient ?? listed;
  const on = (row?.at ?? row?.latest)?.recorded;
  const age = patient.birthDate !== null && on !== undefined ? ageInYears(patient.birthDate, on) : null;
  return { patient, row, risk, band: risk?.band ?? (row?.reason ? 'none' : null), age };
}

/** By the column of that key. */
export type Sort = { readonly key: string; readonly descending: boolean };

export type Filter = {
  /** Part of a name or MRN; kept out of the address bar. */
  readonly text: string;
  readonly band: Band | 'all';
  readonly sex: 'all' | 'female' | 'male' | 'unknown';
  readonly stay: 'all' | 'discharged' | 'in-hospital' | 'none';
};

export const NO_FILTER: Filter = { text: '', band: 'all', sex: 'all', stay: 'all' };

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

const byName = (a: Entry, b: Entry): number =>
  collator.compare(a.patient.name, b.patient.name) || collator.compare(a.patient.id, b.patient.id);

/** `null`: not known before the chart is read. */
const stayOf = (row: WorklistRow | null): Filter['stay'] | null => {
  if (row === null) return null;
  const { discharged } = row;
  if (discharged === null) return 'none';
  return discharged ? 'discharged' : 'in-hospital';
};

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

export function matches(entry: Entry, { text, band, sex, stay }: Filter): boolean {
  return (
    (band === 'all' || entry.band === band) &&
    (sex === 'all' || (entry.patient.sex ?? 'unknown') === sex) &&
    (stay === 'all' || stayOf(entry.row) === stay) &&
    matchesText(entry, text)
  );
}
