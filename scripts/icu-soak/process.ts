import { reasonOf } from '#lib/inference/model-error.ts';
import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { openIngest } from '#lib/server/icu/ingest/open-ingest.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { rateModel } from '#lib/server/icu/scorer/fixtures/rate-model.ts';
import { runScorer } from '#lib/server/icu/scorer/run-scorer.ts';
import { kafkaOf, soakSettings } from './soak-settings.ts';
import { watch } from './watcher.ts';
import { write } from './writer.ts';

// One process of the soak, which ends when it is killed.
const settings = soakSettings.parse(JSON.parse(process.argv[2] ?? ''));
const opened = await openPostgres(settings.databaseUrl);
const log = await openLog(kafkaOf(settings), opened);
const { database } = opened;

switch (settings.role) {
  case 'writer':
    await write(openIngest({ log, database }), log.partitions, settings);
    break;
  case 'watcher':
    await watch(database, log, settings);
    break;
  case 'scorer':
    await runScorer({
      log,
      database,
      models: [rateModel],
      // Beds here are days ahead of the canaries: nobody is silent.
      now: () => 0,
      signal: new AbortController().signal,
      troubled: (cause) => process.stderr.write(`${reasonOf(cause)}\n`),
      assigned: (partitions) => process.send?.({ assigned: partitions.length }),
    });
}
