import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import type { SourceFile } from '#lib/fhir/file-bytes.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { assess } from '#lib/fusion/assess.ts';
import { ownContract, READMISSION_MODEL } from '#lib/fusion/readmission-model.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import { openNodePredictor } from '#lib/inference/node-predictor.ts';
import { assessmentText, issueLine } from './assessment-text.ts';
import { chartFiles } from './chart-files.ts';
import { readWholeRecord } from './complete-chart.ts';
import { siteMapOption } from './site-map-option.ts';

const SYSTEM_FAILED = 1;
const NOTHING_TO_ASSESS = 2;

type Options = { readonly json?: true; readonly patient?: string; readonly siteMap?: LoadedSiteMap };

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function openFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const files = await chartFiles(paths);
  return Promise.all(files.map(async (path) => ({ name: basename(path), bytes: await readFile(path) })));
}

/** The charts to assess; `undefined` after saying why there are none. */
async function findCharts(paths: readonly string[], patient?: string): Promise<readonly Chart[] | undefined> {
  const files = await openFiles(paths).catch((cause: unknown) => {
    say(reasonOf(cause));
    return undefined;
  });
  if (!files) return undefined;
  const { charts, issues } = await readFiles(files);
  for (const issue of issues) say(issueLine(issue));
  const wanted = charts.filter((chart) => patient === undefined || chart.patient.id === patient);
  if (wanted.length > 0) return wanted;
  say(patient === undefined ? 'No patient to assess.' : `No patient ${patient} in these files.`);
  return undefined;
}

async function assessAll(charts: readonly Chart[], siteMap: LoadedSiteMap | null): Promise<RiskReport[]> {
  const folder = fileURLToPath(new URL(`../public${READMISSION_MODEL}`, import.meta.url));
  const predictor = await openNodePredictor(folder, await ownContract());
  try {
    const reports: RiskReport[] = [];
    for (const chart of charts) reports.push(await assess(await readWholeRecord(chart, siteMap), predictor));
    return reports;
  } finally {
    await predictor.close();
  }
}

async function run(paths: readonly string[], { json, patient, siteMap }: Options): Promise<void> {
  const charts = await findCharts(paths, patient);
  if (!charts) {
    process.exitCode = NOTHING_TO_ASSESS;
    return;
  }
  try {
    const reports = await assessAll(charts, siteMap ?? null);
    const [only] = reports;
    const answer = reports.length === 1 ? only : reports;
    process.stdout.write(
      json ? `${JSON.stringify(answer, null, 2)}\n` : reports.map(assessmentText).join('\n'),
    );
  } catch (cause) {
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('assess')
  .description('Compute the readmission risk of every patient in FHIR files, with its reasons and gaps.')
  .argument('<paths...>', 'FHIR files (JSON or NDJSON, plain or gzip), or folders with such files')
  .option(
    '--json',
    'print the RiskReport that the browser shows: one object, or an array for several patients',
  )
  .option('--patient <id>', 'assess the patient with this FHIR id alone')
  .addOption(siteMapOption())
  .addHelpText(
    'after',
    `
What was left out of the files, and why, is written to standard error.

Exit status:
  0  a report for every patient: a score, or "no score" with the reasons
  ${SYSTEM_FAILED}  the model could not be loaded or did not answer
  ${NOTHING_TO_ASSESS}  no patient to assess: a file cannot be opened, or holds no such patient`,
  )
  .action(run);
