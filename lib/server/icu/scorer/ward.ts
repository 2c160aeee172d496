import { BedState } from '#lib/icu/bed/bed-state.ts';
import type { Fact } from '#lib/icu/bed/facts.ts';
import { type LoggedEvent, partitionOf } from '#lib/icu/events/event-log.ts';
import type { Changes } from './kept-stays.ts';

/** Where facts of patients are kept. */
export type KeptFacts = {
  readonly recent: () => Promise<readonly string[]>;
  readonly read: (patients: readonly string[]) => Promise<ReadonlyMap<string, readonly Fact[]>>;
};

/** A patient whom this scorer watches. */
export type WatchedBed = {
  readonly state: BedState;
  readonly partition: number;
  /** When we last heard of it, by our clock. */
  heardAt: number;
};

/** The beds of the partitions that a scorer has: what is known of each, and how far each partition was read. */
export class Ward {
  readonly #kept: KeptFacts;
  readonly #partitions: number;
  readonly #beds = new Map<string, WatchedBed>();
  readonly #read = new Map<number, bigint>();
  #assigned: ReadonlySet<number> = new Set();

  constructor(kept: KeptFacts, partitions: number) {
    this.#kept = kept;
    this.#partitions = partitions;
  }

  get beds(): ReadonlyMap<string, WatchedBed> {
    return this.#beds;
  }

  /** From now on these partitions: beds of others are let go, and those of new ones are as they were kept. */
  async assign(partitions: readonly number[]): Promise<readonly string[]> {
    const next = new Set(partitions);
    const won = partitions.filter((one) => !this.#assigned.has(one));
    for (const [patient, { partition }] of this.#beds) if (!next.has(partition)) this.#beds.delete(patient);
    for (const partition of this.#read.keys()) if (!next.has(partition)) this.#read.delete(partition);
    if (won.length > 0) {
      const recent = await this.#kept.recent();
      await this.#open(recent.filter((one) => won.includes(partitionOf(one, this.#partitions))));
    }
    this.#assigned = next;
    return [...this.#beds.keys()].filter((one) => won.includes(partitionOf(one, this.#partitions)));
  }

  async #open(patients: readonly string[]): Promise<void> {
    const unknown = [...new Set(patients)].filter((patient) => !this.#beds.has(patient));
    if (unknown.length === 0) return;
    for (const [patient, facts] of await this.#kept.read(unknown)) {
      const state = new BedState(patient);
      state.restore(facts);
      const partition = partitionOf(patient, this.#partitions);
      // The clock of a ward is about ours, or ahead of it in a replay: silence goes on where it had begun.
      const heardAt = Math.min(Date.now(), state.newest ?? Number.POSITIVE_INFINITY);
      this.#beds.set(patient, { state, partition, heardAt });
    }
  }

  /** Takes events of one partition in; gives the patients of whom something new is known. */
  async take(events: readonly LoggedEvent[]): Promise<ReadonlySet<string>> {
    await this.#open(events.map(({ event }) => event.patient));
    const changed = new Set<string>();
    for (const { event, partition, offset } of events) {
      const bed = this.#beds.get(event.patient);
      if (!bed) continue;
      bed.heardAt = event.ingestedAt;
      if (bed.state.take(event)) changed.add(event.patient);
      const read = this.#read.get(partition) ?? -1n;
      if (offset > read) this.#read.set(partition, offset);
    }
    return changed;
  }

  /** Nobody watches a patient who has left; an event of hers brings back what was kept. */
  forget(patient: string): void {
    this.#beds.delete(patient);
  }

  /** How far each partition was read, for commits. */
  positions(): ReadonlyMap<number, bigint> {
    return new Map(this.#read);
  }

  /** What has changed since the last call, to be kept before the positions are committed. */
  takeChanges(): readonly Changes[] {
    return [...this.#beds].flatMap(([patient, { state, partition }]) => {
      const parts = state.takeChanges();
      return parts.size === 0
        ? []
        : [{ patient, partition, offset: this.#read.get(partition) ?? -1n, parts }];
    });
  }

  /** What could not be kept: it is among the next changes. */
  giveBack(changes: readonly Changes[]): void {
    for (const { patient, parts } of changes) this.#beds.get(patient)?.state.touch(parts.keys());
  }
}
