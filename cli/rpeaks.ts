import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Issue } from '#lib/clinical/issue.ts';
import { reasonOf } from '#lib/inference/model-error.ts';
import { type BeatAgreement, compareBeats } from '#lib/signal/ecg/beat-agreement.ts';
import { detectRPeaks, LOWEST_RATE } from '#lib/signal/ecg/detect-r-peaks.ts';
import { doubtsAbout } from '#lib/signal/ecg/lead-doubts.ts';
import { rhythmOf } from '#lib/signal/ecg/rhythm.ts';
import { secondsByQuality } from '#lib/signal/ecg/signal-quality.ts';
import { isBeat, readWfdbAnnotations } from '#lib/signal/readers/wfdb-annotations.ts';
import type { Lead } from '#lib/signal/readers/wfdb-lead.ts';
import { readWfdbLead } from '#lib/signal/readers/wfdb-record.ts';
import { issueLine } from './assessment-text.ts';

const NOTHING_TO_READ = 2;

/** ANSI/AAMI EC57 matches beats within this time. */
const TOLERANCE_SECONDS = 0.15;

type Options = { readonly lead: number; readonly reference?: string; readonly json?: true };

const say = (line: string) => process.stderr.write(`${line}\n`);

function placeOf(text: string): number {
  if (!/^\d+$/.test(text))
    throw new InvalidArgumentError('Give the place of the lead in the header: 0, 1, …');
  return Number(text);
}

/** Sensitivity, precision and mean error in milliseconds against the beats of an annotation file. */
async function agreement(path: string, rpeaks: readonly number[], rate: number): Promise<BeatAgreement> {
  const beats = readWfdbAnnotations(await readFile(path)).filter(isBeat);
  const samples = beats.map(({ sample }) => sample);
  const { meanError, ...shares } = compareBeats(samples, rpeaks, TOLERANCE_SECONDS * rate);
  return { ...shares, meanError: (1000 * meanError) / rate };
}

const openBeside = (path: string) => async (name: string) =>
  readFile(join(dirname(path), basename(name))).catch(() => null);

function answer(record: string, place: number, lead: Lead) {
  const peaks = detectRPeaks(lead.samples, lead.rate);
  const doubts = doubtsAbout(lead, peaks);
  return {
    record,
    lead: place,
    label: lead.label,
    samplingRate: lead.rate,
    samples: lead.samples.length,
    rpeaks: [...peaks.at],
    secondsByQuality: secondsByQuality(peaks.quality),
    rhythm: rhythmOf(peaks.seconds),
    issues: doubts,
  };
}

type Answer = ReturnType<typeof answer>;

const text = ({ record, label, samplingRate, rpeaks, secondsByQuality }: Answer): string => {
  const seconds = Object.entries(secondsByQuality).map(([verdict, count]) => `${count} s ${verdict}`);
  return `${record}, ${label}: ${rpeaks.length} R peaks at ${samplingRate}/s; ${seconds.join(', ')}`;
};

const sayAll = (issues: readonly Issue[]): void => {
  for (const issue of issues) say(issueLine(issue));
};

/** The answer with its agreement, when a reference was named; its error when that cannot be opened. */
async function withReference(found: Answer, path: string | undefined) {
  if (path === undefined) return found;
  return { ...found, agreement: await agreement(path, found.rpeaks, found.samplingRate) };
}

const agreementText = ({ sensitivity, precision, meanError }: BeatAgreement): string =>
  `sensitivity ${(100 * sensitivity).toFixed(2)} %, precision ${(100 * precision).toFixed(2)} %, mean error ${meanError.toFixed(1)} ms`;

async function run(path: string, { lead: place, reference, json }: Options): Promise<void> {
  const record = basename(path).replace(/\.hea$/, '');
  const { lead, issues } = await readWfdbLead(record, place, openBeside(path));
  sayAll(issues);
  if (!lead || lead.rate < LOWEST_RATE) {
    if (lead) say(`${lead.label} has ${lead.rate} samples per second; R peaks need ${LOWEST_RATE}.`);
    process.exitCode = NOTHING_TO_READ;
    return;
  }
  const found = answer(record, place, lead);
  sayAll(found.issues);
  const compared = await withReference(found, reference).catch((cause: unknown) => {
    say(reasonOf(cause));
    process.exitCode = NOTHING_TO_READ;
    return found;
  });
  process.stdout.write(json ? `${JSON.stringify(compared)}\n` : `${text(found)}\n`);
  if (!json && 'agreement' in compared) process.stdout.write(`${agreementText(compared.agreement)}\n`);
}

export const command = new Command('rpeaks')
  .description('Find the R peaks of one lead of a WFDB record.')
  .argument(
    '<record.hea>',
    'header; its signal files lie beside it (formats 8, 16, 24, 32, 61, 80, 160, 212, 310, 311)',
  )
  .option('--lead <place>', 'place of the lead in the header, from 0', placeOf, 0)
  .option(
    '--reference <file>',
    'WFDB annotations (.atr) to compare with, within 150 ms; --json adds { agreement }, its meanError in ms',
  )
  .option(
    '--json',
    'print { record, lead, label, samplingRate, samples, rpeaks, secondsByQuality, rhythm, issues }; `rpeaks` are sample indices from 0, `rhythm.early` places in it',
  )
  .addHelpText(
    'after',
    `
What could not be read, or looks wrong, is written to standard error.

Exit status:
  0  the lead was read; it may hold no beat
  ${NOTHING_TO_READ}  no such record, lead or reference, or a rate below ${LOWEST_RATE} per second`,
  )
  .action(run);
