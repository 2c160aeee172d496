import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { openEmbedded } from '#lib/server/database/open-embedded.ts';
import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { openIngest } from '#lib/server/icu/ingest/open-ingest.ts';
import { openDatabaseLog } from '#lib/server/icu/log/database-log.ts';
import { startKafka } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { reportFailure } from '../report-failure.ts';
import { type BenchSettings, kafkaOf } from './icu-stream/bench-settings.ts';
import { fillLog, scorerThroughput } from './icu-stream/scorer-throughput.ts';
import { sendBeds } from './icu-stream/send-beds.ts';
import { wallLatency, writeElsewhere } from './icu-stream/wall-latency.ts';

const RESULT = 'docs/generated/icu-stream.json';
const BEDS = 60;
/** Of sending, for latency. */
const SECONDS = 30;
/** Of what sixty beds tell: a core scores it for half a minute and more. */
const SCORED_SECONDS = 3000;
/** For which is reckoned how many cores they need. */
const MANY_BEDS = [1000, 10_000];
/** A cold broker and cold code are no bed's latency. */
const WARM_UP_S = 5;

const loadNow = (): number => Math.round(loadavg()[0] ?? 0);

type Engine = { readonly databaseUrl: string; readonly kafka: string | null };

/** Writer and follower in processes of their own. */
async function latencyOf({ databaseUrl, kafka }: Engine) {
  const opened = await openPostgres(databaseUrl);
  const log = await openLog(kafkaOf(kafka), opened);
  const settings: BenchSettings = { role: 'writer', databaseUrl, kafka, beds: BEDS, seconds: SECONDS };
  await writeElsewhere({ ...settings, seconds: WARM_UP_S })();
  const result = await wallLatency(log, writeElsewhere(settings));
  await log.close();
  await opened.close();
  return { ...result, load: loadNow() };
}

/** Everything in one process, as without any settings. */
async function latencyEmbedded() {
  const folder = await mkdtemp(join(tmpdir(), 'consilium-bench-'));
  const opened = await openEmbedded(folder);
  const log = openDatabaseLog(opened);
  const ingest = openIngest({ log, database: opened.database });
  await sendBeds(ingest, BEDS, WARM_UP_S);
  const result = await wallLatency(log, () => sendBeds(ingest, BEDS, SECONDS));
  await log.close();
  await opened.close();
  await rm(folder, { recursive: true, force: true });
  return { ...result, load: loadNow() };
}

/** The same log scored by one process and by two, which share its partitions; each on engines of its own. */
async function throughputOf(engine: Engine, processes: number) {
  const opened = await openPostgres(engine.databaseUrl);
  const log = await openLog(kafkaOf(engine.kafka), opened);
  const updates = await fillLog(log, BEDS, SCORED_SECONDS);
  await log.close();
  await opened.close();
  const settings: BenchSettings = { role: 'scorer', ...engine, beds: BEDS, seconds: SCORED_SECONDS };
  return { ...(await scorerThroughput(settings, processes, updates)), load: loadNow() };
}

async function withEngines<T>(kafka: boolean, work: (engine: Engine) => Promise<T>): Promise<T> {
  const [server, broker] = [await startPostgres(), kafka ? await startKafka() : null];
  try {
    return await work({ databaseUrl: server.url, kafka: broker?.address ?? null });
  } finally {
    await broker?.stop();
    await server.stop();
  }
}

const tell = <T>(what: string, result: T): T => {
  process.stderr.write(`${what}: ${JSON.stringify(result)}\n`);
  return result;
};

const measureLatency = async () => ({
  pglite: tell('PGlite', await latencyEmbedded()),
  postgresql: tell('PostgreSQL', await withEngines(false, latencyOf)),
  kafka: tell('Kafka', await withEngines(true, latencyOf)),
});

/** A reading a second each. What a scorer that catches up costs is the least: it writes once what one that keeps up writes often. */
const coresOf = (
  beds: number,
  { scorers, database, broker }: Record<'scorers' | 'database' | 'broker', number>,
) => {
  const cores = (ms: number) => Math.ceil((10 * beds * ms) / 1000) / 10;
  return { beds, scorers: cores(scorers), database: cores(database), broker: cores(broker) };
};

async function measureScorers() {
  const postgresql = [tell('1 scorer', await withEngines(false, (engine) => throughputOf(engine, 1)))];
  const one = tell('1 scorer on Kafka', await withEngines(true, (engine) => throughputOf(engine, 1)));
  const two = tell('2 scorers on Kafka', await withEngines(true, (engine) => throughputOf(engine, 2)));
  const leastCores = MANY_BEDS.map((beds) => coresOf(beds, two.processorMsPerUpdate));
  return { postgresql, kafka: [one, two], leastCores };
}

async function known(): Promise<object> {
  const found: unknown = await readFile(RESULT, 'utf8').then(JSON.parse, () => ({}));
  return typeof found === 'object' && found !== null ? found : {};
}

/** `node scripts/bench/icu-stream.ts [--only latency|scorer]`: what is not measured is kept as it was. */
async function bench(): Promise<void> {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  const result = {
    ...(await known()),
    beds: BEDS,
    seconds: SECONDS,
    cores: availableParallelism(),
    ...(only !== 'scorer' && { latency: await measureLatency() }),
    ...(only !== 'latency' && { scorer: await measureScorers() }),
  };
  await mkdir('docs/generated', { recursive: true });
  await writeFile(RESULT, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

await reportFailure(bench);
