import { Command } from 'commander';
import { command as audit } from './icu-audit.ts';
import { command as batch } from './icu-batch.ts';
import { command as experiment } from './icu-experiment.ts';
import { command as explain } from './icu-explain.ts';
import { command as monitor } from './icu-monitor.ts';
import { command as replay } from './icu-replay.ts';
import { command as rows } from './icu-rows.ts';
import { command as schema } from './icu-schema.ts';
import { command as score } from './icu-score.ts';
import { command as scorer } from './icu-scorer.ts';
import { command as windows } from './icu-windows.ts';

export const command = new Command('icu')
  .description('Intensive care: the stream, its scores and its alerts.')
  .addCommand(audit)
  .addCommand(batch)
  .addCommand(experiment)
  .addCommand(explain)
  .addCommand(monitor)
  .addCommand(replay)
  .addCommand(rows)
  .addCommand(schema)
  .addCommand(score)
  .addCommand(scorer)
  .addCommand(windows);
