import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inArray, like } from 'drizzle-orm';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { EventOf, StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { Database } from '#lib/server/database/database.ts';
import { startPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { alerts, scores } from '#lib/server/icu/alerts/tables.ts';
import { startKafka } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { type Actor, startActor } from './actors.ts';
import { canariesOf, expectedAlerts } from './beds.ts';
import { ACKNOWLEDGED, kafkaOf, type SoakSettings, VIOLATIONS } from './soak-settings.ts';

const LOOK_MS = 50;
const SETTLE_MS = 300_000;
/** The next kill comes up to so long after all is well again. */
const PAUSE_MS = 2500;

export type SoakOptions = {
  readonly kills: number;
  readonly kafka: boolean;
  readonly beds: number;
  /** 0 … 1, for what is killed and when. */
  readonly draw: () => number;
  readonly say: (line: string) => void;
};

/** What was killed, and ms until all partitions scored again what was sent after it. */
export type Kill = { readonly what: string; readonly recoveryMs: number };

export type SoakResult = {
  readonly kills: readonly Kill[];
  readonly acknowledged: number;
  readonly lostEvents: readonly string[];
  /** Stored more than once; their effects are not. */
  readonly storedTwice: number;
  readonly expectedAlerts: number;
  readonly lostAlerts: readonly string[];
  readonly strangeAlerts: readonly string[];
  readonly seenWrong: readonly string[];
};

type Running = {
  readonly database: Database;
  readonly log: EventLog;
  readonly folder: string;
  readonly actors: readonly Actor[];
  readonly breakBroker: (() => Promise<void>) | null;
};

/** Event time up to which each canary is scored: the time at which that event was sent. */
async function slowest({ database, log }: Running): Promise<number> {
  const canaries = canariesOf(log.partitions);
  const rows = await database
    .select({ at: scores.at })
    .from(scores)
    .where(inArray(scores.patient, [...canaries]));
  return rows.length < canaries.length ? 0 : Math.min(...rows.map(({ at }) => at));
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + SETTLE_MS;
  while (!(await condition().catch(() => false))) {
    if (performance.now() > end) throw new Error(`Not within ${SETTLE_MS / 1000} s: ${what}`);
    await wait(LOOK_MS);
  }
}

type Target = {
  readonly what: string;
  readonly kill: () => Promise<void>;
  readonly isWell: (killed: number) => Promise<boolean>;
};

/** Everything that can be killed, each kind as likely as the others. */
function targetsOf(running: Running, draw: () => number): readonly Target[] {
  const scoresAgain = async (killed: number) => (await slowest(running)) >= killed;
  const ofRole = (role: SoakSettings['role']): Target => {
    const those = running.actors.filter((actor) => actor.role === role);
    const actor = those[Math.floor(draw() * those.length)];
    return {
      what: role,
      kill: async () => actor?.killAndStart(),
      isWell: role === 'watcher' ? async () => actor?.told().whole !== undefined : scoresAgain,
    };
  };
  const { breakBroker } = running;
  const broker = breakBroker ? [{ what: 'broker', kill: breakBroker, isWell: scoresAgain }] : [];
  return [ofRole('scorer'), ofRole('writer'), ofRole('watcher'), ...broker];
}

async function killOne(running: Running, draw: () => number): Promise<Kill> {
  const targets = targetsOf(running, draw);
  const target = targets[Math.floor(draw() * targets.length)];
  if (!target) throw new TypeError('there is nothing to kill');
  const killed = Date.now();
  await target.kill();
  await until(() => target.isWell(killed), `recovery from the kill of the ${target.what}`);
  return { what: target.what, recoveryMs: Date.now() - killed };
}

const readLines = async (file: string): Promise<readonly string[]> =>
  existsSync(file) ? (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '') : [];

async function storedIds({ log }: Running): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let partition = 0; partition < log.partitions; partition += 1)
    for await (const { event } of log.replay(partition, 0, new AbortController().signal)) ids.push(event.id);
  return ids;
}

type Vital = EventOf<'vital-signs'>;

/** Readings that were acknowledged, by patient and in their order. */
async function acknowledgedReadings(folder: string): Promise<ReadonlyMap<string, readonly Vital[]>> {
  const events = (await readLines(join(folder, ACKNOWLEDGED))).map((line): StreamEvent => JSON.parse(line));
  const byId = new Map(
    events.flatMap((event): [string, Vital][] => (event.kind === 'vital-signs' ? [[event.id, event]] : [])),
  );
  return Map.groupBy(
    [...byId.values()].sort((a, b) => a.at - b.at),
    ({ patient }) => patient,
  );
}

const told = ({ id, state, endedAt }: { id: string; state: string; endedAt: number | null }): string =>
  `${id} ${state} ${endedAt ?? '-'}`;

async function judge(running: Running, kills: readonly Kill[]): Promise<SoakResult> {
  const { database, folder } = running;
  const readings = await acknowledgedReadings(folder);
  await until(async () => {
    const rows = await database.select().from(scores).where(like(scores.patient, 'bed-%'));
    const scoredTo = new Map(rows.map(({ patient, at }) => [patient, at]));
    return [...readings].every(([patient, own]) => (scoredTo.get(patient) ?? 0) >= (own.at(-1)?.at ?? 0));
  }, 'every acknowledged reading is scored');
  const stored = await storedIds(running);
  const ids = new Set(stored);
  const acknowledged = [...readings.values()].flat().map(({ id }) => id);
  const expected = [...readings.values()].flatMap(expectedAlerts).map(told);
  const rows = await database.select().from(alerts).where(like(alerts.patient, 'bed-%'));
  const found = rows.map(told);
  return {
    kills,
    acknowledged: acknowledged.length,
    lostEvents: acknowledged.filter((id) => !ids.has(id)),
    storedTwice: stored.length - ids.size,
    expectedAlerts: expected.length,
    lostAlerts: expected.filter((one) => !found.includes(one)),
    strangeAlerts: found.filter((one) => !expected.includes(one)),
    seenWrong: await readLines(join(folder, VIOLATIONS)),
  };
}

/** Kills processes of a running ward at random moments, and looks whether anything was lost or doubled. */
export async function soak({ kills, kafka, beds, draw, say }: SoakOptions): Promise<SoakResult> {
  const [server, broker] = [await startPostgres(), kafka ? await startKafka() : null];
  const folder = await mkdtemp(join(tmpdir(), 'consilium-soak-'));
  const base = { databaseUrl: server.url, kafka: broker?.address ?? null, folder, beds, start: Date.now() };
  const settingsOf = (role: SoakSettings['role']): SoakSettings => ({ ...base, role });
  const opened = await openPostgres(server.url);
  const log = await openLog(kafkaOf(settingsOf('writer')), opened);
  const actors = (['scorer', 'scorer', 'watcher', 'writer'] as const).map((role) =>
    startActor(settingsOf(role)),
  );
  const breakBroker = broker
    ? async () => {
        await broker.kill();
        await broker.start();
      }
    : null;
  const running: Running = { database: opened.database, log, folder, actors, breakBroker };
  try {
    await until(async () => (await slowest(running)) > 0, 'the first scores');
    const done: Kill[] = [];
    while (done.length < kills) {
      await wait(draw() * PAUSE_MS);
      const kill = await killOne(running, draw);
      done.push(kill);
      say(`${done.length} of ${kills}: ${kill.what}, ${kill.recoveryMs} ms`);
    }
    await actors.find(({ role }) => role === 'writer')?.stop();
    return await judge(running, done);
  } finally {
    await Promise.all(actors.map((actor) => actor.stop()));
    await log.close();
    await opened.close();
    await broker?.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
