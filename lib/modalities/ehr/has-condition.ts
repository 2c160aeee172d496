import { DAY_MS, isAfter, type Moment } from '#lib/clinical/moment.ts';
import { maySpan } from './imprecise-date.ts';
import type { ConditionEntry } from './slice.ts';

type SetId = ConditionEntry['ids'][number];

/**
 * Diagnoses that count once they were made, whatever became of them: a stroke or infarction is over in days and a
 * history of it is what the literature counts (Quan et al. 2005: I25.2, I69, Z86.73).
 */
export const EVER: ReadonlySet<SetId> = new Set<SetId>([
  'ischaemic-heart-disease',
  'stroke',
  'vascular-disease',
  'systemic-embolism',
  'intracranial-haemorrhage',
  'ketoacidosis',
  'angioedema',
]);

/** Diagnoses that pass: without a status, one encounter's tells nothing after a year, the look-back of claims-based comorbidities. */
const PASSING: ReadonlySet<SetId> = new Set<SetId>(['anaemia']);
const LOOK_BACK_MS = 365 * DAY_MS;

/** Whether a diagnosis was present at a time. `because` ends the sentence. */
type Presence =
  | { readonly present: 'yes' | 'no' }
  | { readonly present: 'unclear' | 'stale'; readonly because: string };

const unclear = (because: string): Presence => ({ present: 'unclear', because });

function afterEnd({ until, over, status }: ConditionEntry, at: Moment): Presence | undefined {
  if (over) {
    if (at.ms <= over.earliest) return undefined;
    return at.ms >= over.latest
      ? { present: 'no' }
      : unclear(`it is ${status}, and no date tells since when`);
  }
  return until && !isAfter(until, at) ? { present: 'no' } : undefined;
}

const isOver = (entry: ConditionEntry, at: Moment): boolean =>
  entry.doubt === null && afterEnd(entry, at)?.present === 'no';

/** What leaves open whether it had been found by then. */
function inDoubt({ since, certainty }: ConditionEntry, at: Moment): Presence | undefined {
  if (!since) return unclear('no date tells since when');
  if (maySpan(since, at)) return unclear('its date names only a year or a month');
  return certainty === 'suspected' ? unclear('it is only suspected') : undefined;
}

/** What one entry tells of a diagnosis at a time. */
function presenceOf(id: SetId, entry: ConditionEntry, at: Moment): Presence {
  const { since, certainty } = entry;
  const later = since && isAfter(since, at) && !maySpan(since, at);
  const ever = EVER.has(id);
  if (later || certainty === 'refuted' || (!ever && isOver(entry, at))) return { present: 'no' };
  const doubt = inDoubt(entry, at);
  if (doubt || ever) return doubt ?? { present: 'yes' };
  return (entry.doubt === null ? afterEnd(entry, at) : undefined) ?? stillPresent(id, entry, at);
}

/** A diagnosis that has not ended, as far as the chart tells. */
function stillPresent(id: SetId, { doubt, momentary, since, until }: ConditionEntry, at: Moment): Presence {
  const endsLater = until && isAfter(until, at);
  if (doubt !== null && !endsLater) return unclear(doubt);
  return momentary && PASSING.has(id) && since && at.ms - since.ms > LOOK_BACK_MS
    ? { present: 'stale', because: 'it was diagnosed in one encounter, more than a year before' }
    : { present: 'yes' };
}

/** A later finding that it was never there (FHIR R4 condition-ver-status, refuted). */
const refutes = (entry: ConditionEntry, { since }: ConditionEntry, at: Moment): boolean =>
  entry.certainty === 'refuted' &&
  entry.since !== null &&
  since !== null &&
  !isAfter(entry.since, at) &&
  !isAfter(since, entry.since);

/** What one entry tells of a diagnosis at a time, in the light of the others. */
export function presenceIn(
  id: SetId,
  entry: ConditionEntry,
  conditions: readonly ConditionEntry[],
  at: Moment,
): Presence {
  const presence = presenceOf(id, entry, at);
  const refuted =
    presence.present === 'yes' &&
    conditions.some((other) => other.ids.includes(id) && refutes(other, entry, at));
  return refuted ? unclear('a later entry refutes it') : presence;
}

type DiagnosisAt =
  | { readonly present: 'yes'; readonly entries: readonly ConditionEntry[] }
  | { readonly present: 'no' }
  | { readonly present: 'unclear' | 'stale'; readonly because: string; readonly last: ConditionEntry };

/** Whether a diagnosis was present at a time, from all that the chart says of it: a doubt is said when no entry shows it. */
export function diagnosisAt(id: SetId, conditions: readonly ConditionEntry[], at: Moment): DiagnosisAt {
  const listed = conditions.filter(({ ids }) => ids.includes(id));
  const found = listed.map((entry) => ({ entry, presence: presenceIn(id, entry, listed, at) }));
  const entries = found.filter(({ presence }) => presence.present === 'yes').map(({ entry }) => entry);
  if (entries.length > 0) return { present: 'yes', entries };
  for (const { entry, presence } of found.toReversed())
    if ('because' in presence) return { ...presence, last: entry };
  return { present: 'no' };
}
