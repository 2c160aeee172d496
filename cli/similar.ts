import { Command } from 'commander';
import { command as find } from './similar-find.ts';

export const command = new Command('similar')
  .description('Patients who are alike, view by view.')
  .addCommand(find);
