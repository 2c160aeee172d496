import { Command } from 'commander';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { environment } from '#lib/server/env.ts';
import { verifyAudit } from '#lib/server/icu/audit/audit.ts';

export const command = new Command('audit')
  .description(
    'Whether the audit of who saw and did what is as it was written; prints the hash of its last row.',
  )
  .action(async () => {
    const opened = await openDatabase(environment());
    try {
      const state = await verifyAudit(opened.database);
      if (!state.whole) throw new Error(state.detail);
      process.stdout.write(`${state.rows} rows, all as they were written; the last is ${state.head}\n`);
    } finally {
      await opened.close();
    }
  });
