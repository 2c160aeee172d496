import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { like } from 'drizzle-orm';
import type { EventOf, StreamEvent } from '#lib/icu/events/stream-event.ts';
import { alerts, scores } from '#lib/server/icu/alerts/tables.ts';
import { expectedAlerts, ways } from './beds.ts';
import { acknowledgedFile } from './feed.ts';
import { type Kill, type Running, until } from './targets.ts';

/** What a wall that stands must have been told by then. */
const WALL_MS = 5000;
/** After the last writer ended: what it had sent is stored by then, or never. */
const UNDER_WAY_MS = 1000;

export type SoakResult = {
  readonly kills: readonly Kill[];
  readonly acknowledged: number;
  readonly lostEvents: readonly string[];
  /** Stored more than once; their effects are not. */
  readonly storedTwice: number;
  readonly expectedAlerts: number;
  readonly lostAlerts: readonly string[];
  readonly strangeAlerts: readonly string[];
  /** What somebody at the wall must not have seen, at any moment or at the end. */
  readonly seenWrong: readonly string[];
  readonly longestUnmarkedMs: number;
};

type Vital = EventOf<'vital-signs'>;

const readLines = async (file: string): Promise<readonly string[]> =>
  existsSync(file) ? (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '') : [];

async function storedEvents({ log }: Running): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for (let partition = 0; partition < log.partitions; partition += 1)
    for await (const { event } of log.replay(partition, 0, new AbortController().signal)) events.push(event);
  return events;
}

/** Ids of readings that were acknowledged. */
async function acknowledgedIds(folder: string): Promise<readonly string[]> {
  const lines = (await Promise.all(ways.map((way) => readLines(acknowledgedFile(folder, way))))).flat();
  const events = lines.map((line): StreamEvent => JSON.parse(line));
  return [...new Set(events.flatMap(({ kind, id }) => (kind === 'vital-signs' ? [id] : [])))];
}

/** Readings of beds by patient and in their order. What was stored and not acknowledged, as when a writer dies in between, counts too. */
function readingsOf(events: readonly StreamEvent[]): ReadonlyMap<string, readonly Vital[]> {
  const byId = new Map(
    events.flatMap((event): [string, Vital][] =>
      event.kind === 'vital-signs' && event.patient.startsWith('bed-') ? [[event.id, event]] : [],
    ),
  );
  return Map.groupBy(
    [...byId.values()].sort((a, b) => a.at - b.at),
    ({ patient }) => patient,
  );
}

const told = ({ id, state, endedAt }: { id: string; state: string; endedAt: number | null }): string =>
  `${id} ${state} ${endedAt ?? '-'}`;

const without = (these: readonly string[], those: readonly string[]): readonly string[] => {
  const known = new Set(those);
  return these.filter((one) => !known.has(one));
};

/** Alerts that stand and are not on the wall, and those that are and do not stand. */
async function wrongAtEnd({ wall }: Running, standing: readonly string[]): Promise<readonly string[]> {
  const shown = () =>
    wall
      .tiles()
      .filter(({ patient }) => patient?.startsWith('bed-'))
      .flatMap(({ alerts: own }) => own.map(({ id }) => id));
  const isSame = () => without(standing, shown()).length + without(shown(), standing).length === 0;
  for (const end = performance.now() + WALL_MS; !isSame() && performance.now() < end; ) await wait(50);
  return [
    ...without(standing, shown()).map((id) => `${id} stands and is not on the wall`),
    ...without(shown(), standing).map((id) => `${id} is on the wall and does not stand`),
  ];
}

/** Compares what was stored, raised and shown with what must follow from the events that were acknowledged. */
export async function judge(running: Running, kills: readonly Kill[]): Promise<SoakResult> {
  const { database, folder, wall } = running;
  await wait(UNDER_WAY_MS);
  const stored = await storedEvents(running);
  const readings = readingsOf(stored);
  await until(async () => {
    const rows = await database.select().from(scores).where(like(scores.patient, 'bed-%'));
    const scoredTo = new Map(rows.map(({ patient, at }) => [patient, at]));
    return [...readings].every(([patient, own]) => (scoredTo.get(patient) ?? 0) >= (own.at(-1)?.at ?? 0));
  }, 'every stored reading is scored');
  const ids = stored.map(({ id }) => id);
  const acknowledged = await acknowledgedIds(folder);
  const expected = [...readings.values()].flatMap(expectedAlerts);
  const rows = await database.select().from(alerts).where(like(alerts.patient, 'bed-%'));
  const standing = expected.filter(({ state }) => state !== 'ended').map(({ id }) => id);
  return {
    kills,
    acknowledged: acknowledged.length,
    lostEvents: without(acknowledged, ids),
    storedTwice: ids.length - new Set(ids).size,
    expectedAlerts: expected.length,
    lostAlerts: without(expected.map(told), rows.map(told)),
    strangeAlerts: without(rows.map(told), expected.map(told)),
    seenWrong: [...wall.watch.wrong, ...(await wrongAtEnd(running, standing))],
    longestUnmarkedMs: wall.watch.longestUnmarkedMs,
  };
}
