import type { Delivery } from '#lib/icu/events/event-log.ts';
import type { Database } from '#lib/server/database/database.ts';
import { type Bell, openBell } from './bell.ts';
import { type Assignment, HEARTBEAT_MS, LEASE_MS, leave, type Member, renew } from './group-lease.ts';
import { readAfter, readHeads } from './read-lane.ts';

/** What other processes write is found after this long. */
export const POLL_MS = 50;
export const RETRY_MS = 250;

/** Whoever has looked rests so long: sixty writers a second would else be sixty looks, each for a reading or two. */
const REST_MS = 25;

/** Resolves once the last call is so long ago. */
export function paced(signal: AbortSignal): () => Promise<void> {
  // Nobody rings it.
  const own = openBell();
  let last = performance.now();
  return async () => {
    const left = last + REST_MS - performance.now();
    if (left > 0) await own.wait(left, signal);
    last = performance.now();
  };
}

type Reader = { readonly database: Database; readonly bell: Bell; readonly self: Member };

const NOTHING: Assignment = new Map();

/** Renews a lease until the signal is aborted; `assigned` is what the member has now. A database that is away is asked again. */
function keepLease({ database, bell, self }: Reader, signal: AbortSignal): { assigned: Assignment } {
  const lease = { assigned: NOTHING };
  // Nobody rings it: a heart beats in its own time.
  const own = openBell();
  void (async () => {
    let renewedAt = performance.now();
    while (!signal.aborted) {
      try {
        const asked = performance.now();
        lease.assigned = await renew(database, self);
        renewedAt = asked;
      } catch {
        // Others have taken over by now, for all that is known here.
        if (performance.now() - renewedAt > LEASE_MS) lease.assigned = NOTHING;
      }
      bell.ring();
      await own.wait(HEARTBEAT_MS, signal);
    }
  })();
  return lease;
}

/** Takes on what is new and lets go of what is lost; false: nothing has changed. */
function adopt(positions: Map<number, bigint>, assigned: Assignment): boolean {
  const lost = [...positions.keys()].filter((partition) => !assigned.has(partition));
  const won = [...assigned].filter(([partition]) => !positions.has(partition));
  for (const partition of lost) positions.delete(partition);
  for (const [partition, committed] of won) positions.set(partition, committed);
  return lost.length + won.length > 0;
}

async function* readOn(
  { database }: Reader,
  positions: Map<number, bigint>,
  isSame: () => boolean,
): AsyncGenerator<Delivery> {
  const heads = await readHeads(database);
  const behind = heads.flatMap(({ lane, partition, after: newest }) => {
    const after = positions.get(partition);
    return lane !== 'readings' || after === undefined || after >= newest
      ? []
      : [{ lane, partition, after, newest }];
  });
  const found = await readAfter(database, behind);
  for (const [k, { partition, newest }] of behind.entries()) {
    if (!isSame()) return;
    const events = found[k] ?? [];
    // Only offsets of duplicates, which were never stored, lie between.
    positions.set(partition, events.at(-1)?.offset ?? newest);
    if (events.length > 0) yield { kind: 'events', partition, events };
  }
}

/** A member of a group: what it is assigned, and the events of that from what was last committed on. */
export async function* consumeGroup(reader: Reader, signal: AbortSignal): AsyncGenerator<Delivery> {
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  const lease = keepLease(reader, stop);
  const positions = new Map<number, bigint>();
  const rest = paced(stop);
  try {
    while (!stop.aborted) {
      const { assigned } = lease;
      if (adopt(positions, assigned))
        yield { kind: 'assigned', partitions: [...positions.keys()].sort((a, b) => a - b) };
      let found = 0;
      try {
        for await (const delivery of readOn(reader, positions, () => lease.assigned === assigned)) {
          found += 1;
          yield delivery;
        }
      } catch {
        await reader.bell.wait(RETRY_MS, stop);
      }
      if (found === 0) await reader.bell.wait(POLL_MS, stop);
      await rest();
    }
  } finally {
    ended.abort();
    await leave(reader.database, reader.self).catch(() => undefined);
  }
}
