import type { EventOf, StreamEvent } from '../events/stream-event.ts';
import { type ChannelId, channels } from '../hourly/channels.ts';

export const HOUR_MS = 3_600_000;

/** Hours of the clock since the epoch: the grid of a stay does not move when its admission is told late, or otherwise. */
export const hourOf = (at: number): number => Math.floor(at / HOUR_MS);

type Told = {
  /** When it was measured or happened, ms since the epoch. */
  readonly at: number;
  /** Id of the event that told it. */
  readonly event: string;
};

/** A believed value in the unit of its channel; `correction`: it took the place of another. */
export type Reading = Told & {
  readonly kind: 'reading';
  readonly channel: ChannelId;
  readonly value: number;
  readonly correction: boolean;
};
/** The event `voids` was corrected: nothing that it told counts. */
export type Voided = Told & { readonly kind: 'voided'; readonly voids: string };
export type Placement = Told & {
  readonly kind: 'placement';
  /** `null`: in none. */
  readonly bed: string | null;
  readonly ward: string;
  readonly admittedAt: number;
  readonly hospitalAdmittedAt: number | null;
  readonly age: number | null;
  readonly sex: 'female' | 'male' | null;
};

/** What one event says of a patient, apart from all others. */
export type Fact = Reading | Voided | Placement;

const byLoinc = new Map<string, ChannelId>(
  channels.flatMap(({ id, loinc }) => loinc.map((code) => [code, id])),
);

const isDoubted = ({ doubts = [] }: StreamEvent, of: string): boolean => doubts.some((one) => one.of === of);

function readingsOf(event: EventOf<'vital-signs' | 'laboratory'>): readonly Reading[] {
  const told = {
    kind: 'reading',
    at: event.at,
    event: event.id,
    correction: event.corrects !== undefined,
  } as const;
  if (event.kind === 'vital-signs')
    return event.signs
      .filter(({ sign }) => !isDoubted(event, sign))
      .map(({ sign, value }) => ({ ...told, channel: sign, value }));
  const channel = byLoinc.get(event.loinc);
  return channel && !isDoubted(event, event.loinc) ? [{ ...told, channel, value: event.value }] : [];
}

function placementOf(event: EventOf<'placement'>): Placement {
  const { at, id, bed, ward, admittedAt, hospitalAdmittedAt = null, age = null, sex = null } = event;
  return { kind: 'placement', at, event: id, bed, ward, admittedAt, hospitalAdmittedAt, age, sex };
}

function saidBy(event: StreamEvent): readonly Fact[] {
  switch (event.kind) {
    case 'vital-signs':
    case 'laboratory':
      return readingsOf(event);
    case 'placement':
      return [placementOf(event)];
    default:
      return [];
  }
}

/** What an event says that a score reads; nothing for waveforms and notes. */
export function factsOf(event: StreamEvent): readonly Fact[] {
  const { corrects, at, id } = event;
  const said = saidBy(event);
  return corrects === undefined ? said : [...said, { kind: 'voided', at, event: id, voids: corrects }];
}

/**
 * Facts of one key stand for each other: the last of an hour is the hour's. A correction has a key of its own, so that it
 * counts whatever it is compared with.
 */
export function keyOf(fact: Fact): string {
  switch (fact.kind) {
    case 'reading': {
      const key = `${fact.channel} ${hourOf(fact.at)}`;
      return fact.correction ? `${key} ${fact.event}` : key;
    }
    case 'voided':
      return `voided ${fact.voids}`;
    case 'placement':
      return `placement ${fact.event}`;
  }
}

const order = (a: Fact, b: Fact): number => {
  if (a.at !== b.at) return a.at - b.at;
  if (a.event !== b.event) return a.event < b.event ? -1 : 1;
  // One event may name a sign twice.
  return a.kind === 'reading' && b.kind === 'reading' ? a.value - b.value : 0;
};

/** Of two facts of one key, whether the first takes the place of the second. A total order: it does not matter which came first. */
export const supersedes = (fact: Fact, known: Fact): boolean => order(fact, known) > 0;
