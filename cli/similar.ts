import { Command } from 'commander';
import { command as evaluate } from './similar-evaluate.ts';
import { command as find } from './similar-find.ts';
import { command as profiles } from './similar-profiles.ts';

export const command = new Command('similar')
  .description('Patients who are alike, view by view.')
  .addCommand(profiles)
  .addCommand(find)
  .addCommand(evaluate);
