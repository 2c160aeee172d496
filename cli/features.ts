import { open } from 'node:fs/promises';
import { Command } from 'commander';
import type { Issue } from '#lib/clinical/issue.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { Model } from '#lib/contract/model.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { type ChosenTime, chosenLandmark } from '#lib/fusion/chosen-landmark.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { modalityIds, type Slices, specsOf, tensorSpecsOf } from '#lib/modalities/index.ts';
import { readWholeRecord } from '#lib/modalities/whole-record.ts';
import { chartFiles, readChartFiles } from './chart-files.ts';
import { type ImageFolder, openImageFolder } from './image-folder.ts';
import { landmarkOption } from './landmark-option.ts';
import { modelOption } from './model-option.ts';
import { nodeFiles } from './node-files.ts';
import { siteMapOption } from './site-map-option.ts';
import { TensorFiles } from './tensor-files.ts';

const specs = specsOf(modalityIds);
const featureIds = specs.map(({ id }) => id);

const PROGRESS_MS = 2000;
/** Rows are written in pieces of about this many characters. */
const PIECE = 1 << 18;

/** Nine significant digits name every 32-bit float. */
const numbers = (values: Float32Array): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(9)));

const say = (line: string) => process.stderr.write(`${line}\n`);

/** What the run saw, for the summary at its end. */
class Census {
  readonly #seen = new Set<string>();
  readonly #reasons = new Map<string, number>();
  readonly #started = performance.now();
  #told = performance.now();
  #eligible = 0;

  /** Whether the patient is new: a second chart of one patient would count twice in training. */
  admit(id: string): boolean {
    if (!this.#seen.has(id)) return Boolean(this.#seen.add(id));
    say(`Patient ${id} was skipped: a chart with this id came before.`);
    return false;
  }

  count(reasons: readonly Issue[]): void {
    if (reasons.length === 0) this.#eligible += 1;
    for (const { message } of reasons) this.#reasons.set(message, (this.#reasons.get(message) ?? 0) + 1);
    if (performance.now() - this.#told < PROGRESS_MS) return;
    this.#told = performance.now();
    say(this.#state());
  }

  summary(): string {
    const reasons = [...this.#reasons].toSorted(([, a], [, b]) => b - a);
    return [this.#state(), ...reasons.map(([message, count]) => `  ${count} × ${message}`)].join('\n');
  }

  #state(): string {
    const perSecond = Math.round((1000 * this.#seen.size) / (performance.now() - this.#started));
    return `${this.#seen.size} patients, ${this.#eligible} eligible, ${perSecond} patients/s`;
  }
}

type Options = {
  readonly out: string;
  readonly model: Model<Slices>;
  readonly at: ChosenTime;
  readonly images?: string;
  readonly tensors?: string;
  readonly siteMap?: LoadedSiteMap;
};

/** How every chart of a run is read. */
type Reading = Pick<Options, 'model' | 'at'> & {
  readonly siteMap: LoadedSiteMap | null;
  readonly images: ImageFolder | null;
  readonly tensors: TensorFiles | null;
};

async function toRow(chart: Chart, census: Census, reading: Reading): Promise<string> {
  const { model, at: chosen, siteMap, images, tensors } = reading;
  const files = nodeFiles(chart, images);
  const record = await readWholeRecord(chart, files, { siteMap });
  if (!census.admit(record.patient.id)) return '';
  const landmark = chosenLandmark(chosen, model.landmark(record), record);
  const vector = vectorise(record, landmark.at, featureIds);
  const reasons = model.reasonsAgainst(record, landmark, vector);
  census.count(reasons);
  const row = {
    patient: record.patient.id,
    at: landmark.at?.recorded ?? null,
    eligible: reasons.length === 0,
    values: numbers(vector.values),
    present: Array.from(vector.present),
    ...(tensors && { tensors: await tensors.append(record, landmark.at, files) }),
  };
  return `${JSON.stringify(row)}\n`;
}

function tell(issues: readonly Issue[]): void {
  for (const { message, file, path } of issues.filter(({ severity }) => severity === 'error'))
    say(`${[file, path].filter(Boolean).join(' ')}: ${message}`);
}

async function* rowsOf(files: readonly string[], census: Census, reading: Reading): AsyncGenerator<string> {
  for await (const { charts, issues } of readChartFiles(files)) {
    tell(issues);
    for (const chart of charts) yield await toRow(chart, census, reading);
  }
}

/** The first line: what the columns are, and the question that the rows answer. */
const headLine = ({ model, at }: Reading): string =>
  `${JSON.stringify({ model: model.id, at, features: specs, tensors: tensorSpecsOf(modalityIds) })}\n`;

async function writeFeatures(
  paths: readonly string[],
  { out, images, tensors, siteMap, ...question }: Options,
): Promise<void> {
  const files = await chartFiles(paths);
  const census = new Census();
  const reading: Reading = {
    ...question,
    siteMap: siteMap ?? null,
    images: images === undefined ? null : await openImageFolder(images),
    tensors: tensors === undefined ? null : await TensorFiles.create(tensors),
  };
  await using file = await open(out, 'w');
  let pending = headLine(reading);
  for await (const row of rowsOf(files, census, reading)) {
    pending += row;
    if (pending.length < PIECE) continue;
    await file.write(pending);
    pending = '';
  }
  await file.write(pending);
  await reading.tensors?.close();
  say(census.summary());
}

export const command = new Command('features')
  .description('Compute the model inputs of every patient in FHIR files, one line per patient.')
  .argument('<paths...>', 'FHIR files (JSON or NDJSON, plain or gzip), or folders with such files')
  .requiredOption(
    '--out <file>',
    'NDJSON file to write; the first line describes the features, in the order of the columns',
  )
  .addOption(modelOption())
  .addOption(landmarkOption())
  .option('--images <folder>', 'DICOM files (*.dcm) of the charts, for the tensors of pictures')
  .option('--tensors <folder>', 'also write every tensor, one NPY file each with a row per line')
  .addOption(siteMapOption())
  .addHelpText(
    'after',
    '\nA patient whom the model may not speak about has "eligible": false. Missing is 0 with "present" 0.' +
      '\nAll columns are read at one time: at discharge a wearable of the days at home has recorded nothing yet.' +
      '\nWhoever trains on a later day must leave out those who were readmitted before it.',
  )
  .action(writeFeatures);
