import type { Complaint } from '#lib/fhir/issue-tally.ts';
import { leftOut } from '../complaints.ts';
import { areOneValue, type Rounded } from './rounding.ts';
import type { SeriesEntry, UnreadableMeasurement } from './slice.ts';

/** A result with what tells it from another of the same measure at the same time. */
export type SentResult = {
  readonly entry: SeriesEntry;
  /** `null`: unreadable. */
  readonly rounded: Rounded | null;
  /** Observation.status is corrected or amended. */
  readonly corrected: boolean;
  /** Observation.issued and meta.lastUpdated, ms. */
  readonly issued: number | undefined;
  readonly updated: number | undefined;
  /** Observations that it is made of: derivedFrom, hasMember. */
  readonly sources: readonly string[];
};

type Report = (complaint: Complaint) => void;

const compareReferences = (a: SentResult, b: SentResult) => (a.entry.reference < b.entry.reference ? -1 : 1);

/** Positive: `one` was written later; 0: nothing tells. */
function compareAge(one: SentResult, other: SentResult): number {
  const difference = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? 0 : a - b;
  return difference(one.issued, other.issued) || difference(one.updated, other.updated);
}

/** Whether `one` says of itself that it stands in the place of `other`: a correction of it, or made from it. */
const replaces = (one: SentResult, other: SentResult): boolean =>
  one.sources.includes(other.entry.reference) ||
  (one.corrected && (other.corrected ? compareAge(one, other) > 0 : compareAge(one, other) >= 0));

/** The result that replaces all others of its time; `undefined`: none does. */
const replacement = (group: readonly SentResult[]): SentResult | undefined =>
  group.find((one) =>
    group.every((other) => other === one || (replaces(one, other) && !replaces(other, one))),
  );

const width = ({ rounded }: SentResult) => (rounded === null ? 0 : rounded.high - rounded.low);

const LONGEST_TEXT = 60;

/** In the order of their release, when a date without time of day is all that is known of the draw. */
function byRelease(readable: readonly SentResult[]): readonly SentResult[] | undefined {
  const releases = new Set(readable.map(({ issued }) => issued));
  const isDated = readable.every(({ entry }) => entry.time.precision === 'day');
  return isDated && !releases.has(undefined) && releases.size === readable.length
    ? readable.toSorted((a, b) => (a.issued ?? 0) - (b.issued ?? 0))
    : undefined;
}

/** One entry in the place of results that differ. It was known with the first of them, so nothing older hides it. */
function conflictOf(readable: readonly SentResult[]): UnreadableMeasurement | undefined {
  const [first] = readable;
  if (first === undefined) return undefined;
  const { reference, time } = first.entry;
  const releases = readable.flatMap(({ entry }) => entry.released ?? []).toSorted((a, b) => a.ms - b.ms);
  const [earliest] = releases;
  const released = earliest && releases.length === readable.length ? { released: earliest } : {};
  const recorded = [...new Set(readable.map(({ entry }) => entry.recorded))]
    .join(' and ')
    .slice(0, LONGEST_TEXT);
  const when = time.precision === 'day' ? 'one day' : 'one time';
  const reason = `results of ${when} differ and nothing tells which one counts`;
  return { reference, time, ...released, recorded, value: null, reason };
}

function settleReadable(readable: readonly SentResult[], what: string, report: Report): SeriesEntry[] {
  const [best] = readable.toSorted((a, b) => width(a) - width(b));
  if (best === undefined) return [];
  if (areOneValue(readable.flatMap(({ rounded }) => (rounded === null ? [] : [rounded]))))
    return [best.entry];
  const ordered = byRelease(readable);
  if (ordered !== undefined) return ordered.map(({ entry }) => entry);
  const conflict = conflictOf(readable);
  if (conflict === undefined) return [];
  for (const { entry } of readable) report(leftOut('contradiction', what, conflict.reason, entry.reference));
  return [conflict];
}

function settleGroup(group: readonly SentResult[], what: string, report: Report): SeriesEntry[] {
  const [only, ...others] = group;
  if (only !== undefined && others.length === 0) return [only.entry];
  const last = replacement(group);
  if (last !== undefined) {
    const because = 'another result of the same time corrects or sums it up';
    for (const one of group)
      if (one !== last) report(leftOut('duplicate-id', what, because, one.entry.reference, 'information'));
    return [last.entry];
  }
  const sorted = group.toSorted(compareReferences);
  const unreadable = sorted.find(({ rounded }) => rounded === null);
  const readable = settleReadable(
    sorted.filter(({ rounded }) => rounded !== null),
    what,
    report,
  );
  return unreadable === undefined ? readable : [unreadable.entry, ...readable];
}

/**
 * One measure's results, oldest first. Of one time there is one result: sent twice or rounded apart it is one; a
 * correction, or what is made from the others, stands for them; results that differ are unreadable, never the first of
 * them. An unreadable one goes before a readable one of the same draw.
 *
 * @param what the analyte's label, for the sentence of a complaint
 */
export function settleSeries(results: readonly SentResult[], what: string, report: Report): SeriesEntry[] {
  const byTime = Map.groupBy(results, ({ entry }) => `${entry.time.ms} ${entry.time.precision === 'day'}`);
  return Array.from(byTime.values())
    .toSorted(([a], [b]) => (a?.entry.time.ms ?? 0) - (b?.entry.time.ms ?? 0))
    .flatMap((group) => settleGroup(group, what, report));
}
