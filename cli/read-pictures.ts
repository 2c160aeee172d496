import { Command } from 'commander';
import type { Observation } from 'fhir/r4';
import type { FindingsReport } from '#lib/contract/findings-report.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { findInPicture } from '#lib/fusion/find.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import type { OpenSession } from '#lib/inference/open-session.ts';
import { findingObservations } from '#lib/modalities/imaging/finding-observations.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { issueLine } from './assessment-text.ts';
import { chartFiles, chartsOf } from './chart-files.ts';
import { type ImageFolder, imageFolderOf, openImageFolder } from './image-folder.ts';
import { nodeFiles } from './node-files.ts';
import { openPictureNetworks } from './picture-networks.ts';

const SYSTEM_FAILED = 1;
const NO_PATIENT = 2;

type Options = { readonly images?: string; readonly patient?: string; readonly bundle?: true };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What was not read, and why, on standard error. */
function tellGaps(model: string, report: FindingsReport): void {
  const head = `Patient ${report.patientId}, ${model}`;
  if (report.status === 'unscored') {
    for (const { message } of report.reasons) say(`${head}: not read. ${message}`);
    return;
  }
  for (const because of report.picture.passedOver)
    say(`${head}: a newer picture was not taken, because ${because}.`);
  for (const { label, network } of report.findings)
    if (network?.status === 'refused') say(`${head}, ${label}: not read, because ${network.because}.`);
}

async function readChart(
  chart: Chart,
  sessions: readonly OpenSession[],
  images: ImageFolder | null,
): Promise<Observation[]> {
  const files = nodeFiles(chart, images);
  const record = await readWholeRecord(chart, files, { ids: ['imaging'], siteMap: null });
  const found: Observation[] = [];
  for (const session of sessions) {
    const report = await findInPicture(record, session, { readTensor: tensorReader(files) });
    tellGaps(session.manifest.id, report);
    if (report.status === 'scored') found.push(...findingObservations(report));
  }
  return found;
}

const collectionOf = (found: readonly Observation[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: found.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
});

/** A collection is written when it is whole; lines as they come. */
function writerOf(bundle: Options['bundle']) {
  const all: Observation[] = [];
  return {
    write: (found: readonly Observation[]) => {
      if (bundle) all.push(...found);
      else for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`);
    },
    end: () => {
      if (bundle) process.stdout.write(`${JSON.stringify(collectionOf(all), null, 2)}\n`);
    },
  };
}

async function readAll(
  paths: readonly string[],
  sessions: readonly OpenSession[],
  { images, patient, bundle }: Options,
): Promise<void> {
  const named = await imageFolderOf(paths, images);
  const folder = named === null ? null : await openImageFolder(named);
  const { write, end } = writerOf(bundle);
  let patients = 0;
  for await (const chart of chartsOf(await chartFiles(paths), (issue) => say(issueLine(issue)))) {
    if (patient !== undefined && chart.patient.id !== patient) continue;
    patients += 1;
    write(await readChart(chart, sessions, folder));
  }
  if (patients > 0) return end();
  say(patient === undefined ? 'No patient in these files.' : `No patient ${patient} in these files.`);
  process.exitCode = NO_PATIENT;
}

async function run(paths: readonly string[], options: Options): Promise<void> {
  try {
    const sessions = await openPictureNetworks();
    try {
      await readAll(paths, sessions, options);
    } finally {
      for (const session of sessions) await session.close();
    }
  } catch (cause) {
    say(reasonOf(cause));
    process.exitCode = SYSTEM_FAILED;
  }
}

export const command = new Command('read-pictures')
  .description(
    'Read the newest radiograph and echocardiogram of every patient with the networks of this program: FHIR R4 Observations, a line each.',
  )
  .argument('<paths...>', 'FHIR files (JSON or NDJSON, plain or gzip), or folders with such files')
  .option(
    '--images <folder>',
    'DICOM files (*.dcm) of the charts (default: the first folder among the paths)',
  )
  .option('--patient <id>', 'the patient with this FHIR id alone')
  .option('--bundle', 'one collection Bundle instead of lines')
  .addHelpText(
    'after',
    `
Observations are preliminary and bear the security label AIAST (Artificial Intelligence asserted).
What was not read, and why, is written to standard error.

Exit status:
  0  every patient was looked at, whether or not there was a picture to read
  ${SYSTEM_FAILED}  a path cannot be opened, or a network could not be loaded or did not answer
  ${NO_PATIENT}  no patient in these files`,
  )
  .action(run);
