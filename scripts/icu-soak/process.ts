import { reasonOf } from '#lib/inference/model-error.ts';
import { openPostgres } from '#lib/server/database/open-postgres.ts';
import { openIngest } from '#lib/server/icu/ingest/open-ingest.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { rateModel } from '#lib/server/icu/scorer/fixtures/rate-model.ts';
import { runScorer } from '#lib/server/icu/scorer/run-scorer.ts';
import { feed } from './feed.ts';
import { kafkaOf, soakSettings } from './soak-settings.ts';

// One process of the soak, which ends when it is killed.
const settings = soakSettings.parse(JSON.parse(process.argv[2] ?? ''));
const opened = await openPostgres(settings.databaseUrl);
const log = await openLog(kafkaOf(settings), opened);
const { database } = opened;
const { signal } = new AbortController();

switch (settings.role) {
  case 'writer': {
    const ingest = openIngest({ log, database });
    const send = async (lines: readonly string[]) => {
      const outcomes = await ingest.take(
        lines.map((text) => ({ text, value: JSON.parse(text) })),
        'soak',
      );
      return outcomes.map(({ status }) => status === 'accepted');
    };
    await feed({ ...settings, way: 'writer', send, partitions: log.partitions }, signal);
    break;
  }
  case 'scorer':
    await runScorer({
      log,
      database,
      models: [rateModel],
      // Beds here are days behind the canaries: nobody is silent.
      now: () => 0,
      signal,
      troubled: (cause) => process.stderr.write(`${reasonOf(cause)}\n`),
    });
}
