import { Command } from 'commander';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { environment } from '#lib/server/env.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { monitorSummary } from '#lib/server/icu/monitoring/monitor-summary.ts';
import { watchStream } from '#lib/server/icu/monitoring/watch-stream.ts';

/** Until the process is told to end. */
function untilInterrupted(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  return ending.signal;
}

export const command = new Command('monitor')
  .description('What /models/icu shows, as JSON: arms, drift, calibration, with their intervals and bands.')
  .option('--watch', 'follow the stream and keep what drift is looked for in, until interrupted')
  .action(async ({ watch }: { watch?: boolean }) => {
    const settings = environment();
    const opened = await openDatabase(settings);
    try {
      if (watch) {
        const log = await openLog(settings.kafka, opened);
        const troubled = (cause: unknown) => process.stderr.write(`${String(cause)}; trying again\n`);
        const { database } = opened;
        await watchStream({ log, database, troubled }, untilInterrupted()).finally(log.close);
        return;
      }
      process.stdout.write(`${JSON.stringify(await monitorSummary(opened.database), null, 2)}\n`);
    } finally {
      await opened.close();
    }
  });
