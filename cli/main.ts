import { Command } from 'commander';

/** Each subcommand is one file that exports `command: Command`; a newcomer adds one line here. */
const subcommands = [
  () => import('./simulate.ts'),
  () => import('./features.ts'),
  () => import('./assess.ts'),
];

const program = new Command('consilium')
  .description('The core of Consilium without a browser.')
  .showHelpAfterError();
for (const load of subcommands) program.addCommand((await load()).command);
await program.parseAsync();
