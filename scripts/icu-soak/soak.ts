import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { startKafka } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { startActor, startWeb } from './actors.ts';
import { canariesOf, ways } from './beds.ts';
import { feed } from './feed.ts';
import { judge, type SoakResult } from './judge.ts';
import { postEvents } from './post-events.ts';
import { kafkaOf } from './soak-settings.ts';
import { type Kill, killOne, type Running, until } from './targets.ts';
import { openWallClient } from './wall-client.ts';

/** The next kill comes up to so long after all is well again. */
const PAUSE_MS = 2500;
/** A broker that was killed comes back after so much silence of its former life; 9 s as it comes. */
const BROKER_SESSION_MS = 3000;
/** Readings are ten minutes apart and come each second: so far back none is of a time to come. */
const START_AGO_MS = 10 * 24 * 3_600_000;

export type SoakOptions = {
  readonly kills: number;
  readonly kafka: boolean;
  readonly beds: number;
  /** 0 … 1, for what is killed and when. */
  readonly draw: () => number;
  readonly say: (line: string) => void;
};

async function killAll({ kills, draw, say }: SoakOptions, running: Running): Promise<readonly Kill[]> {
  const { wall, canaries } = running;
  await until(() => wall.scoredTo(canaries) > 0, 'the first scores on the wall');
  const done: Kill[] = [];
  while (done.length < kills) {
    await wait(draw() * PAUSE_MS);
    const kill = await killOne(running, draw);
    done.push(kill);
    say(`${done.length} of ${kills}: ${kill.what}, ${kill.recoveryMs} ms`);
  }
  return done;
}

/**
 * Kills processes of a running ward at random moments, and looks whether anything was lost or doubled. Beds send to the web server
 * and to a process that writes the log; somebody looks at the wall all the time.
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { kafka, beds } = options;
  const [server, broker] = [await startPostgres(), kafka ? await startKafka(BROKER_SESSION_MS) : null];
  const folder = await mkdtemp(join(tmpdir(), 'consilium-soak-'));
  const start = Date.now() - START_AGO_MS;
  const base = { databaseUrl: server.url, kafka: broker?.address ?? null, folder, beds, start };
  const opened = await openPostgres(server.url);
  const log = await openLog(kafkaOf(base), opened);
  const { partitions } = log;
  const web = await startWeb(base);
  const others = (['scorer', 'scorer', 'writer'] as const).map((role) => startActor({ ...base, role }));
  const [writer] = others.filter(({ what }) => what === 'writer');
  const actors = [...others, web];
  const canaries = ways.flatMap((way) => canariesOf(way, partitions));
  const wall = openWallClient(`${web.origin}/api/icu/stream`, canaries);
  const feeding = new AbortController();
  const fed = feed({ ...base, way: 'web', send: postEvents(web.origin), partitions }, feeding.signal);
  const running: Running = { database: opened.database, log, folder, actors, broker, wall, canaries };
  try {
    const kills = await killAll(options, running);
    feeding.abort();
    await Promise.all([fed, writer?.stop()]);
    return await judge(running, kills);
  } finally {
    feeding.abort();
    wall.close();
    await Promise.all(actors.map((actor) => actor.stop()));
    await log.close();
    await opened.close();
    await broker?.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
