import type { Issue } from '#lib/clinical/issue.ts';
import { fileFailure } from '#lib/clinical/program-fault.ts';
import { isRefusal } from '../part10/read-part10.ts';
import { ArchiveWriter } from './archive-writer.ts';
import type { PixelDecoder } from './blank-pixels.ts';
import type { DeidentifyOptions } from './clean-data-set.ts';
import { type DeidentifiedFile, deidentifyFile } from './deidentify-file.ts';
import { type ChangeSummary, DeidentifyReport } from './report.ts';

export type DeidentifyChoices = DeidentifyOptions & { readonly unsurePixels: 'refuse' | 'keep' };

export type DeidentifyTask = {
  readonly files: readonly { readonly name: string; readonly bytes: Blob }[];
  readonly choices: DeidentifyChoices;
};

export type DeidentifyResult = {
  /** Zip of the cleaned files; `null` when none could be cleaned. */
  readonly archive: Blob | null;
  readonly cleaned: number;
  readonly summaries: readonly ChangeSummary[];
  /** Original and new values of every change: as confidential as the originals. */
  readonly csv: Blob;
  readonly json: Blob;
  /** Files that were left out, and why. */
  readonly issues: readonly Issue[];
};

const leftOut = (file: string, refusal: string): Issue => ({
  code: 'not-deidentified',
  severity: 'warning',
  file,
  message: `The file was left out because ${refusal}.`,
});

/** The cleaned file, or why it is left out; nothing of a file goes on unless all of it was cleaned. */
async function cleaned(
  { name, bytes }: DeidentifyTask['files'][number],
  options: Parameters<typeof deidentifyFile>[1],
): Promise<DeidentifiedFile | Issue> {
  try {
    const outcome = await deidentifyFile(new Uint8Array(await bytes.arrayBuffer()), options);
    return isRefusal(outcome) ? leftOut(name, outcome.refusal) : outcome;
  } catch (thrown) {
    return fileFailure(name, thrown);
  }
}

/** Cleans files one after another into an archive; replacements are the same within one run and in no other. */
export async function deidentifyFiles(
  { files, choices }: DeidentifyTask,
  decodePixels: PixelDecoder,
  onFile: (done: number) => void,
): Promise<DeidentifyResult> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const archive = new ArchiveWriter();
  const report = new DeidentifyReport();
  const issues: Issue[] = [];
  let count = 0;
  for (const [done, file] of files.entries()) {
    onFile(done);
    const outcome = await cleaned(file, { ...choices, secret, decodePixels });
    if ('code' in outcome) {
      issues.push(outcome);
      continue;
    }
    archive.add(outcome, outcome.bytes);
    report.add(file.name, outcome.changes);
    count += 1;
  }
  const zip = archive.finish();
  const [csv, json] = [report.csv(), report.json()];
  const summaries = report.summaries();
  return { archive: count > 0 ? zip : null, cleaned: count, summaries, csv, json, issues };
}
