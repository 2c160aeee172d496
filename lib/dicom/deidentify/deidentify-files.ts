import type { Issue } from '#lib/clinical/issue.ts';
import { isRefusal } from '../part10/read-part10.ts';
import { ArchiveWriter } from './archive-writer.ts';
import type { PixelDecoder } from './blank-pixels.ts';
import type { DeidentifyOptions } from './clean-data-set.ts';
import { deidentifyFile } from './deidentify-file.ts';
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
  let cleaned = 0;
  for (const [done, { name, bytes }] of files.entries()) {
    onFile(done);
    const original = new Uint8Array(await bytes.arrayBuffer());
    const outcome = await deidentifyFile(original, { ...choices, secret, decodePixels });
    if (isRefusal(outcome)) {
      issues.push(leftOut(name, outcome.refusal));
      continue;
    }
    archive.add(outcome, outcome.bytes);
    report.add(name, outcome.changes);
    cleaned += 1;
  }
  const zip = archive.finish();
  const [csv, json] = [report.csv(), report.json()];
  return { archive: cleaned > 0 ? zip : null, cleaned, summaries: report.summaries(), csv, json, issues };
}
