import { randomUUID } from 'node:crypto';
import { type EventLog, EventLogError, type LoggedEvent } from '#lib/icu/events/event-log.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Database, OpenedDatabase } from '#lib/server/database/database.ts';
import { appendEvents, PARTITIONS } from './append-events.ts';
import { batched } from './batched.ts';
import { type Bell, openBell } from './bell.ts';
import { consumeGroup, POLL_MS, paced, RETRY_MS } from './consume-group.ts';
import { commitOffset } from './group-lease.ts';
import { KEPT_MS } from './kept.ts';
import { type Cursor, cursorSince, forgetBefore, placeKey, readAfter, readHeads } from './read-lane.ts';

/** As many rows as one statement takes well. */
const MOST_WRITTEN = 1000;
const SWEEP_MS = 60_000;
const unreachable = (label: string) => (cause: unknown) => {
  throw new EventLogError(`The ${label} does not take events.`, { cause });
};

/** Everything that has come since the last look. A look that fails half-way moves no position: the next one finds it all. */
async function lookAgain(database: Database, positions: Map<string, Cursor>): Promise<LoggedEvent[]> {
  const heads = await readHeads(database);
  for (const head of heads) if (!positions.has(placeKey(head))) positions.set(placeKey(head), head);
  const behind = heads.flatMap((head) => {
    const known = positions.get(placeKey(head));
    return known && known.after < head.after ? [{ head, known }] : [];
  });
  const found = await readAfter(
    database,
    behind.map(({ known }) => known),
  );
  for (const [k, { head }] of behind.entries())
    positions.set(placeKey(head), { ...head, after: found[k]?.at(-1)?.offset ?? head.after });
  return found.flat();
}

async function* followFrom(
  database: Database,
  bell: Bell,
  signal: AbortSignal,
  onLine: (stands: boolean) => void,
): AsyncGenerator<readonly LoggedEvent[]> {
  // The first look finds what is newest, and nothing of what came before.
  const positions = new Map<string, Cursor>();
  let stood: boolean | null = null;
  const rest = paced(signal);
  while (!signal.aborted) {
    const events = await lookAgain(database, positions).catch(() => null);
    const stands = events !== null;
    if (stands !== stood) onLine(stands);
    stood = stands;
    if (events === null) await bell.wait(RETRY_MS, signal);
    else if (events.length > 0) yield events;
    else await bell.wait(POLL_MS, signal);
    await rest();
  }
}

async function* replaySince(
  database: Database,
  partition: number,
  sinceMs: number,
  signal: AbortSignal,
): AsyncGenerator<LoggedEvent> {
  let cursor = await cursorSince(database, { lane: 'readings', partition }, sinceMs);
  const newest = (await readHeads(database)).find(
    (head) => head.lane === 'readings' && head.partition === partition,
  );
  while (cursor && newest && cursor.after < newest.after && !signal.aborted) {
    const [events = []] = await readAfter(database, [cursor]);
    yield* events;
    const last = events.at(-1);
    cursor = last ? { ...cursor, after: last.offset } : null;
  }
}

/** Forgets what is older than each lane keeps, now and then. A sweep that fails is made up for by the next. */
function sweeping(database: Database): () => void {
  const sweep = async () => {
    for (const lane of ['readings', 'waveforms'] as const)
      await forgetBefore(database, lane, Date.now() - KEPT_MS[lane]).catch(() => undefined);
  };
  const timer = setInterval(sweep, SWEEP_MS).unref();
  return () => clearInterval(timer);
}

/** The log in tables of our own database, of which several processes may each open one: PostgreSQL; or several of one PGlite. */
export function openDatabaseLog({ database, label }: Omit<OpenedDatabase, 'close'>): EventLog {
  const bell = openBell();
  const ended = new AbortController();
  const until = (signal: AbortSignal) => AbortSignal.any([signal, ended.signal]);
  const member = randomUUID();
  const stopSweeping = sweeping(database);
  const write = batched<StreamEvent>((events) => appendEvents(database, events), MOST_WRITTEN);
  return {
    label,
    partitions: PARTITIONS,
    append: (events) => write(events).then(bell.ring, unreachable(label)),
    consume: (group, signal) => consumeGroup({ database, bell, self: { group, member } }, until(signal)),
    commit: (group, partition, offset) =>
      commitOffset(database, { group, member }, partition, offset).catch(unreachable(label)),
    replay: (partition, sinceMs, signal) => replaySince(database, partition, sinceMs, until(signal)),
    follow: (signal, onLine = () => undefined) => followFrom(database, bell, until(signal), onLine),
    async close() {
      stopSweeping();
      ended.abort();
    },
  };
}
