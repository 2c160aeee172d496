import type { StreamEvent } from '../events/stream-event.ts';
import { type Fact, factsOf, hourOf, keyOf, type Placement, type Reading, supersedes } from './facts.ts';

/** Facts that belong to no hour: who lies where, and what was corrected. */
export const NO_HOUR = -1;

const partOf = (fact: Fact): number => (fact.kind === 'reading' ? hourOf(fact.at) : NO_HOUR);

/** Of one hour, the last reading of each channel that was not corrected. */
function lastOf(facts: Iterable<Fact>, voided: ReadonlySet<string>): Iterable<Reading> {
  const last = new Map<string, Reading>();
  for (const fact of facts) {
    if (fact.kind !== 'reading' || voided.has(fact.event)) continue;
    const known = last.get(fact.channel);
    if (!known || supersedes(fact, known)) last.set(fact.channel, fact);
  }
  return last.values();
}

/**
 * What is known of one patient: for each hour and channel the last reading, all corrections and all placements. Facts are
 * joined and never overwritten by what is older, so that any order of the same events, each as often as you like, gives the
 * same state; two states of one patient can be joined too.
 *
 * Where the last reading of an hour is corrected to a time outside of it, the hour has none: an earlier one is not brought back.
 */
export class BedState {
  readonly patient: string;
  readonly #parts = new Map<number, Map<string, Fact>>();
  readonly #changed = new Set<number>();
  /** By the clock of their sources: time of the newest reading that is believed, or null. */
  #newest: number | null = null;
  #closedChanges = 0;

  constructor(patient: string) {
    this.patient = patient;
  }

  /** Takes in what an event says; false: nothing that was not known. */
  take(event: StreamEvent): boolean {
    let news = false;
    for (const fact of factsOf(event)) news = this.#join(fact) || news;
    return news;
  }

  /** Takes in facts that were kept. */
  restore(facts: Iterable<Fact>): void {
    for (const fact of facts) this.#join(fact);
    this.#changed.clear();
  }

  #join(fact: Fact): boolean {
    const part = partOf(fact);
    const own = this.#parts.get(part) ?? new Map<string, Fact>();
    const key = keyOf(fact);
    const known = own.get(key);
    if (known && !supersedes(fact, known)) return false;
    own.set(key, fact);
    this.#parts.set(part, own);
    this.#changed.add(part);
    const open = this.#newest === null ? null : hourOf(this.#newest);
    if (part !== open) this.#closedChanges += 1;
    if (fact.kind === 'reading') this.#newest = Math.max(this.#newest ?? fact.at, fact.at);
    return true;
  }

  get newest(): number | null {
    return this.#newest;
  }

  /** As long as it is the same, all hours before that of the newest reading are. */
  get closedChanges(): number {
    return this.#closedChanges;
  }

  /** Hours that have changed since the last call, each with all of its facts. */
  takeChanges(): ReadonlyMap<number, readonly Fact[]> {
    const changes = new Map(
      [...this.#changed].map((part) => [part, [...(this.#parts.get(part)?.values() ?? [])]]),
    );
    this.#changed.clear();
    return changes;
  }

  /** Counts parts as changed again. */
  touch(parts: Iterable<number>): void {
    for (const part of parts) this.#changed.add(part);
  }

  #voided(): ReadonlySet<string> {
    const told = this.#parts.get(NO_HOUR)?.values() ?? [];
    return new Set([...told].flatMap((fact) => (fact.kind === 'voided' ? [fact.voids] : [])));
  }

  /** Readings that count, of each channel and hour the last one. */
  *readings(): Generator<Reading> {
    const voided = this.#voided();
    for (const [part, facts] of this.#parts) if (part !== NO_HOUR) yield* lastOf(facts.values(), voided);
  }

  /** Placements that count, in the order in which they happened. */
  placements(): readonly Placement[] {
    const voided = this.#voided();
    return [...(this.#parts.get(NO_HOUR)?.values() ?? [])]
      .filter((fact): fact is Placement => fact.kind === 'placement' && !voided.has(fact.event))
      .sort((a, b) => (supersedes(a, b) ? 1 : -1));
  }
}
