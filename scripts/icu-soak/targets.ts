import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { Database } from '#lib/server/database/database.ts';
import type { KafkaBroker } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import type { Actor } from './actors.ts';
import type { WallClient } from './wall-client.ts';

const LOOK_MS = 50;
const SETTLE_MS = 300_000;

/** A ward of the soak as it runs. */
export type Running = {
  readonly database: Database;
  readonly log: EventLog;
  readonly folder: string;
  readonly actors: readonly Actor[];
  readonly broker: KafkaBroker | null;
  readonly wall: WallClient;
  readonly canaries: readonly string[];
};

/** What was killed, and ms until the wall was live and showed scores of what all canaries sent after it. */
export type Kill = { readonly what: string; readonly recoveryMs: number };

export async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = performance.now() + SETTLE_MS;
  while (
    !(await Promise.resolve()
      .then(condition)
      .catch(() => false))
  ) {
    if (performance.now() > end) throw new Error(`Not within ${SETTLE_MS / 1000} s: ${what}`);
    await wait(LOOK_MS);
  }
}

type Target = { readonly what: string; readonly kill: () => Promise<void> };

/** One process of the database server, whichever: the server then ends all others and recovers from its log. */
async function killDatabase(database: Database, draw: () => number): Promise<void> {
  const rows = await database
    .select({ pid: sql<number>`pid` })
    .from(sql`pg_stat_activity`)
    .where(sql`pid <> pg_backend_pid()`);
  const chosen = rows[Math.floor(draw() * rows.length)];
  if (chosen) process.kill(chosen.pid, 'SIGKILL');
}

/** Everything that can be killed, each kind as likely as the others. */
function targetsOf({ actors, broker, database }: Running, draw: () => number): readonly Target[] {
  const ofKind = [...Map.groupBy(actors, ({ what }) => what)].map(([what, own]): Target => {
    const actor = own[Math.floor(draw() * own.length)];
    return { what, kill: async () => actor?.killAndStart() };
  });
  const ofBroker = broker && {
    what: 'broker',
    kill: async () => {
      await broker.kill();
      await broker.start();
    },
  };
  return [
    ...ofKind,
    ...(ofBroker ? [ofBroker] : []),
    { what: 'database', kill: () => killDatabase(database, draw) },
  ];
}

export async function killOne(running: Running, draw: () => number): Promise<Kill> {
  const targets = targetsOf(running, draw);
  const target = targets[Math.floor(draw() * targets.length)];
  if (!target) throw new TypeError('there is nothing to kill');
  const killed = Date.now();
  await target.kill();
  await until(
    () => running.wall.scoredTo(running.canaries) >= killed,
    `recovery from the kill of the ${target.what}`,
  );
  return { what: target.what, recoveryMs: Date.now() - killed };
}
