import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { startKafka } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { startActor, startWeb } from './actors.ts';
import { canariesOf, ways } from './beds.ts';
import { feed } from './feed.ts';
import { postEvents } from './post-events.ts';
import { kafkaOf } from './soak-settings.ts';
import type { Running } from './targets.ts';
import { openWallClient } from './wall-client.ts';

/** A broker that was killed comes back after so much silence of its former life; 9 s as it comes. */
const BROKER_SESSION_MS = 3000;
/** Readings are ten minutes apart and come each second: so far back none is of a time to come. */
const START_AGO_MS = 10 * 24 * 3_600_000;

export type WardOptions = { readonly kafka: boolean; readonly beds: number };

/**
 * A ward on engines of its own: beds send to the web server and to a process that writes the log, two scorers share them, and
 * somebody looks at the wall. Everything ends with the work; `endFeeding` ends what the beds send before.
 */
export async function runWard<Result>(
  { kafka, beds }: WardOptions,
  work: (running: Running, endFeeding: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
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
  try {
    return await work(
      { database: opened.database, log, folder, actors, broker, wall, canaries },
      async () => {
        feeding.abort();
        await Promise.all([fed, writer?.stop()]);
      },
    );
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
