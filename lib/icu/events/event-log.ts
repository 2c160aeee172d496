import { TaggedError } from '#lib/clinical/tagged-error.ts';
import type { EventKind, StreamEvent } from './stream-event.ts';

/** An event with its place: offsets of a partition rise and may have gaps; waveforms are counted apart. */
export type LoggedEvent = {
  readonly partition: number;
  readonly offset: bigint;
  readonly event: StreamEvent;
};

/** What a member of a group is given: events in the order of their partition, or that partitions came and went. */
export type Delivery =
  | { readonly kind: 'events'; readonly partition: number; readonly events: readonly LoggedEvent[] }
  /** From now on these partitions and no others are this member's. */
  | { readonly kind: 'assigned'; readonly partitions: readonly number[] };

/**
 * An ordered log in partitions, by patient: Kafka, or tables of our own database. At least once: whoever reads commits
 * after the effect, and makes the effect so that a second time changes nothing.
 */
export type EventLog = {
  /** What the screen calls it, e.g. `Kafka at 127.0.0.1:9092`. */
  readonly label: string;
  readonly partitions: number;
  /** Resolves when the events are safe. The same id may be stored twice; rejects with `EventLogError`. */
  readonly append: (events: readonly StreamEvent[]) => Promise<void>;
  /**
   * Joins a group, which shares the partitions among its members, and goes on from what it last committed. Readings alone:
   * waveforms are for screens. Survives an outage of the engine by trying again; ends when the signal is aborted.
   */
  readonly consume: (group: string, signal: AbortSignal) => AsyncIterable<Delivery>;
  /** After the effect of every event of the partition up to `offset`. Changes nothing where the partition is another member's by now. */
  readonly commit: (group: string, partition: number, offset: bigint) => Promise<void>;
  /** Readings of one partition from those taken in at `sinceMs` on up to the newest, without a group: for a window, or a screen. */
  readonly replay: (partition: number, sinceMs: number, signal: AbortSignal) => AsyncIterable<LoggedEvent>;
  /**
   * New events of all partitions as they come, waveforms too, for a screen; what came before is not told. Survives an outage of the
   * engine and leaves nothing of it out. `onLine`: told that from now on nothing is missed, and when the engine no longer answers.
   */
  readonly follow: (
    signal: AbortSignal,
    onLine?: (stands: boolean) => void,
  ) => AsyncIterable<readonly LoggedEvent[]>;
  readonly close: () => Promise<void>;
};

/** The log cannot be written or read: a broken system, never bad data. */
export class EventLogError extends TaggedError {
  override readonly name = 'EventLogError';
  readonly tag = 'unreachable';
}

/** Waveforms are a hundred times what all else is; they are kept for minutes, and what scores read does not wait for them. */
export const lanes = ['readings', 'waveforms'] as const;
export type Lane = (typeof lanes)[number];

export const laneOf = (kind: EventKind): Lane => (kind === 'waveform' ? 'waveforms' : 'readings');

/** FNV-1a of the patient's id: a patient's events keep their order in one partition. */
export function partitionOf(patient: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < patient.length; index += 1)
    hash = Math.imul(hash ^ patient.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % partitions;
}
