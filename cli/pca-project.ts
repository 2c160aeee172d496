import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type PlacedVcf, placeVcf } from '#lib/genomics/place-vcf.ts';
import { type ReferencePanel, readReferencePanel } from '#lib/genomics/reference-panel.ts';
import { NOTHING_TO_READ, openGenotypeFile, say, sayIssues, withFiles } from './genotype-files.ts';

const DEFAULT_PANEL = fileURLToPath(new URL('../public/models/ancestry-pca/1/panel.json', import.meta.url));

type Options = { readonly json?: true; readonly panel: string };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function openPanel(path: string): Promise<ReferencePanel | undefined> {
  const panel = readReferencePanel(parse(await readFile(path, 'utf8')));
  if (typeof panel !== 'string') return panel;
  say(`${path} cannot be used as a panel: ${panel}.`);
  return undefined;
}

const round = (value: number): string => value.toFixed(2);

function asText({ matching, samples }: PlacedVcf): string {
  const lines = samples.map(({ sample, place, ancestry, reason }) =>
    place && ancestry
      ? `${sample}\t${ancestry.nearest}${ancestry.outlying ? ' (outlying)' : ''}\t${place.map(round).join('\t')}`
      : `${sample}\tnot placed: ${reason}`,
  );
  const found = `${matching?.matched ?? 0} of ${matching?.sites ?? 0} sites found by ${matching?.by ?? 'nothing'}`;
  return `${[found, ...lines].join('\n')}\n`;
}

async function run(path: string, { json, panel: panelPath }: Options): Promise<void> {
  const { vcf, issues } = await openGenotypeFile(path);
  const panel = await openPanel(panelPath);
  const placed = panel ? await placeVcf(vcf, panel) : { matching: null, samples: [], issues: [] };
  sayIssues([...issues, ...placed.issues]);
  if (placed.samples.length === 0) process.exitCode = NOTHING_TO_READ;
  if (!panel || placed.matching === null) return;
  const { groups, axes, simulated } = panel;
  const answer = { panel: { path: panelPath, axes, simulated, groups }, ...placed };
  process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : asText(placed));
}

export const command = new Command('pca-project')
  .description('Place the people of a VCF file on axes of ancestry, among reference groups.')
  .argument('<vcf>', 'VCF file: plain, gzip or bgzip')
  .option('--panel <file>', 'axes and groups: the file that training or the simulator writes', DEFAULT_PANEL)
  .option('--json', 'print one JSON object')
  .addHelpText(
    'after',
    `
Sites are found by position where file and panel state the same build, else by rsID; A/T and C/G SNPs are not used. A
person is placed by least squares on the sites with a call, corrected for the shrinkage of people who were not in the
fit. "Outlying" means farther from the nearest group than 999 in 1000 of its own people.

Exit status:
  0  the file was read; a sample that is not placed has the reason beside it
  ${NOTHING_TO_READ}  a file cannot be opened, or is no VCF or no panel`,
  )
  .action((path: string, options: Options) => withFiles(() => run(path, options)));
