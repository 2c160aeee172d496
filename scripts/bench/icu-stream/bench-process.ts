import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { openIngest } from '#lib/server/icu/ingest/open-ingest.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { runScorer } from '#lib/server/icu/scorer/run-scorer.ts';
import { openStageOne } from '#lib/server/icu/scorer/stage-one-models.ts';
import { benchSettings, kafkaOf } from './bench-settings.ts';
import { sendBeds } from './send-beds.ts';

const TOLD_MS = 100;

// One process of the bench: sends what beds measure, or scores what it finds and tells how far it is.
const settings = benchSettings.parse(JSON.parse(process.argv[2] ?? ''));
const opened = await openPostgres(settings.databaseUrl);
const { database } = opened;
const log = await openLog(kafkaOf(settings.kafka), opened);

async function score(): Promise<void> {
  const models = await openStageOne();
  let scored = 0;
  setInterval(() => process.send?.({ scored }), TOLD_MS);
  await runScorer({
    log,
    database,
    models,
    signal: new AbortController().signal,
    scored: (patients) => {
      scored += patients.length;
    },
  });
}

if (settings.role === 'scorer') await score();
else {
  await sendBeds(openIngest({ log, database }), settings.beds, settings.seconds);
  await log.close();
  await opened.close();
  process.disconnect?.();
}
