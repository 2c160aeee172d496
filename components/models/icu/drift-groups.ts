import type { DriftRow } from '#lib/monitoring/drift.ts';

/** What stands in one panel. */
export type DriftGroup = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly DriftRow[];
};

const TITLES: Readonly<Record<string, string>> = {
  'vital-signs': 'Vital signs',
  laboratory: 'Laboratory values',
  latency: 'How late data comes',
};

const DISTRIBUTION =
  'Whether values are distributed as they were. 1 is the edge within which 95 of 100 healthy windows of these sizes lie.';
const MISSING =
  'Whether it is measured as often as it was. 1 is the edge within which 95 of 100 healthy windows of these sizes lie.';

const isMissing = ({ test }: DriftRow): boolean => test === 'missing';

/** Rows by modality, and in one group of its own what is missing. */
export function driftGroups(rows: readonly DriftRow[]): readonly DriftGroup[] {
  const byModality = Map.groupBy(
    rows.filter((row) => !isMissing(row)),
    ({ modality }) => modality,
  );
  const distributions = [...byModality].map(([id, own]) => ({
    id,
    title: TITLES[id] ?? id,
    description: DISTRIBUTION,
    rows: own,
  }));
  const missing = rows.filter(isMissing);
  const group = { id: 'missing', title: 'Missing values', description: MISSING, rows: missing };
  return missing.length > 0 ? [...distributions, group] : distributions;
}

/** Of how many edges of its band a row is; a discrepancy below 0 is none. */
export const reachOf = ({ value, band }: DriftRow): number => (band > 0 ? Math.max(0, value) / band : 0);

/** Of the tests of each feature the one that reaches furthest beyond its band. */
export function furthestRows(rows: readonly DriftRow[]): readonly DriftRow[] {
  return [...Map.groupBy(rows, ({ feature }) => feature).values()].flatMap((own) => {
    const [first] = own.toSorted((a, b) => Number(b.alarm) - Number(a.alarm) || reachOf(b) - reachOf(a));
    return first ? [first] : [];
  });
}
