import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { Model, ModelReport } from '#lib/contract/model.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import type { SourceFile } from '#lib/fhir/file-bytes.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { type ChosenTime, chosenLandmark } from '#lib/fusion/chosen-landmark.ts';
import { readFindings, timesOf } from '#lib/fusion/read-findings.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { assessmentText, issueLine } from './assessment-text.ts';
import { chartFiles } from './chart-files.ts';
import { type ImageFolder, openImageFolder } from './image-folder.ts';
import { landmarkOption } from './landmark-option.ts';
import { modelOption } from './model-option.ts';
import { nodeFiles } from './node-files.ts';
import { openModel, openPictureNetworks } from './picture-networks.ts';
import { siteMapOption } from './site-map-option.ts';

const SYSTEM_FAILED = 1;
const NOTHING_TO_ASSESS = 2;

type Options = {
  readonly json?: true;
  readonly patient?: string;
  readonly siteMap?: LoadedSiteMap;
  readonly model: Model<Slices>;
  readonly at: ChosenTime;
  readonly images?: string;
};

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

type Question = Pick<Options, 'model' | 'at' | 'siteMap'>;

async function assessAll(
  charts: readonly Chart[],
  { model, at, siteMap }: Question,
  images: ImageFolder | null,
): Promise<ModelReport[]> {
  const session = await openModel(model.folder);
  // A model of another kind reads its pictures itself, or none.
  const networks = images !== null && model.kind === 'survival' ? await openPictureNetworks() : [];
  try {
    const reports: ModelReport[] = [];
    for (const chart of charts) {
      const files = nodeFiles(chart, images);
      const readTensor = tensorReader(files);
      const whole = await readWholeRecord(chart, files, { siteMap: siteMap ?? null });
      const landmark = chosenLandmark(at, model.landmark(whole), whole);
      const times = timesOf(whole, landmark);
      const record = await readFindings(whole, networks, { times, readTensor });
      reports.push(await model.assess(record, session, { landmark, readTensor }));
    }
    return reports;
  } finally {
    for (const one of [session, ...networks]) await one.close();
  }
}

async function run(paths: readonly string[], { json, patient, images, ...question }: Options): Promise<void> {
  const charts = await findCharts(paths, patient);
  if (!charts) {
    process.exitCode = NOTHING_TO_ASSESS;
    return;
  }
  try {
    const folder = images === undefined ? null : await openImageFolder(images);
    const reports = await assessAll(charts, question, folder);
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
  .description('Ask a model about every patient in FHIR files: the answer with its reasons and gaps.')
  .argument('<paths...>', 'FHIR files (JSON or NDJSON, plain or gzip), or folders with such files')
  .option('--json', 'print the report that the browser shows: one object, or an array for several patients')
  .option('--patient <id>', 'assess the patient with this FHIR id alone')
  .addOption(modelOption())
  .addOption(landmarkOption())
  .option('--images <folder>', 'DICOM files (*.dcm) of the charts, for a model that reads pictures')
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
