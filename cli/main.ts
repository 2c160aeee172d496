import { Command } from 'commander';

/** Each subcommand is one file that exports `command: Command`; a newcomer adds one line here. */
const subcommands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  simulate: () => import('./simulate.ts'),
  oracle: () => import('./oracle.ts'),
  features: () => import('./features.ts'),
  'fusion-rows': () => import('./fusion-rows.ts'),
  assess: () => import('./assess.ts'),
  evaluate: () => import('./evaluate.ts'),
  models: () => import('./models.ts'),
  'read-pictures': () => import('./read-pictures.ts'),
  index: () => import('./index-cohort.ts'),
  pictures: () => import('./pictures.ts'),
  picture: () => import('./picture.ts'),
  rpeaks: () => import('./rpeaks.ts'),
  hrv: () => import('./hrv.ts'),
  prs: () => import('./prs.ts'),
  desaturations: () => import('./desaturations.ts'),
  'pca-project': () => import('./pca-project.ts'),
  variants: () => import('./variants.ts'),
  similar: () => import('./similar.ts'),
  icu: () => import('./icu.ts'),
};

const program = new Command('consilium')
  .description('The core of Consilium without a browser.')
  .showHelpAfterError();
// The one that is asked for alone: the model's runtime would double the memory of a simulation.
const wanted = subcommands[process.argv[2] ?? ''];
for (const load of wanted ? [wanted] : Object.values(subcommands)) program.addCommand((await load()).command);
await program.parseAsync();
