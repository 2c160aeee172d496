import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Issue } from '#lib/clinical/issue.ts';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { checkEligibility } from '#lib/fusion/eligibility.ts';
import { vectorise } from '#lib/fusion/vectorise.ts';
import { contractHashes } from '#lib/modalities/contract-hashes.ts';
import { modalityIds, type Slices, specsOf } from '#lib/modalities/index.ts';
import { chartFiles, readChartFile } from './chart-files.ts';
import { readWholeRecord } from './complete-chart.ts';
import { siteMapOption } from './site-map-option.ts';

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
  readonly daysAfterDischarge?: number;
  readonly siteMap?: LoadedSiteMap;
};

/** How every chart of a run is read. */
type Reading = { readonly days: number | undefined; readonly siteMap: LoadedSiteMap | null };

/** The record as it was some days after discharge, for what is recorded at home. A stay that goes on has no such day. */
function daysLater(record: PatientRecord<Slices>, days: number): PatientRecord<Slices> {
  const end = record.admission?.end;
  if (!end) return record;
  return { ...record, at: instant(end.ms + days * DAY_MS) };
}

/** All modalities at the time of prediction, wearables later when asked for: before discharge they have recorded nothing. */
function inputOf(record: PatientRecord<Slices>, days: number | undefined) {
  const later = days === undefined ? record : daysLater(record, days);
  const parts = modalityIds.map((id) => vectorise(id === 'wearables' ? later : record, [id]));
  return {
    values: parts.flatMap(({ values }) => numbers(values)),
    present: parts.flatMap(({ present }) => Array.from(present)),
    ...(days === undefined ? {} : { wearablesAt: later.at?.recorded ?? null }),
  };
}

async function toRow(chart: Chart, census: Census, { days, siteMap }: Reading): Promise<string> {
  const record = await readWholeRecord(chart, siteMap);
  if (!census.admit(record.patient.id)) return '';
  const reasons = checkEligibility(record, vectorise(record, modalityIds));
  census.count(reasons);
  const row = {
    patient: record.patient.id,
    at: record.at?.recorded ?? null,
    eligible: reasons.length === 0,
    ...inputOf(record, days),
  };
  return `${JSON.stringify(row)}\n`;
}

function tell(file: string, issues: readonly Issue[]): void {
  for (const { message, path } of issues.filter(({ severity }) => severity === 'error'))
    say(`${[basename(file), path].filter(Boolean).join(' ')}: ${message}`);
}

async function* rowsOf(files: readonly string[], census: Census, reading: Reading): AsyncGenerator<string> {
  for (const file of files)
    for await (const { charts, issues } of readChartFile(file)) {
      tell(file, issues);
      for (const chart of charts) yield await toRow(chart, census, reading);
    }
}

async function writeFeatures(
  paths: readonly string[],
  { out, daysAfterDischarge: days, siteMap }: Options,
): Promise<void> {
  const files = await chartFiles(paths);
  const census = new Census();
  await using file = await open(out, 'w');
  let pending = `${JSON.stringify({
    contract: await contractHashes(),
    features: specsOf(modalityIds).map(({ id }) => id),
    ...(days === undefined ? {} : { wearablesDaysAfterDischarge: days }),
  })}\n`;
  for await (const row of rowsOf(files, census, { days, siteMap: siteMap ?? null })) {
    pending += row;
    if (pending.length < PIECE) continue;
    await file.write(pending);
    pending = '';
  }
  await file.write(pending);
  say(census.summary());
}

function dayCount(text: string): number {
  const days = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && days <= 365) return days;
  throw new InvalidArgumentError('Expected a number of days, 0 to 365.');
}

export const command = new Command('features')
  .description('Compute the model inputs of every patient in FHIR files, one line per patient.')
  .argument('<paths...>', 'FHIR files (JSON or NDJSON, plain or gzip), or folders with such files')
  .requiredOption(
    '--out <file>',
    'NDJSON file to write; the first line names the contract of each modality and the features',
  )
  .option(
    '--days-after-discharge <days>',
    'read the wearables so many days after discharge; all else is read at discharge',
    dayCount,
  )
  .addOption(siteMapOption())
  .addHelpText(
    'after',
    '\nA patient whom the model may not speak about has "eligible": false. Missing is 0 with "present" 0.' +
      '\nAt discharge a wearable of the days at home has recorded nothing yet, and its columns are missing.' +
      '\nWhoever trains on a later day must leave out those who were readmitted before it.',
  )
  .action(writeFeatures);
