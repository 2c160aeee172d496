import type { Issue } from '#lib/clinical/issue.ts';
import type { PixelDecoder } from '#lib/dicom/deidentify/blank-pixels.ts';
import { deidentifyFile } from '#lib/dicom/deidentify/deidentify-file.ts';
import { DeidentifyReport } from '#lib/dicom/deidentify/report.ts';
import { isRefusal } from '#lib/dicom/part10/read-part10.ts';
import { ArchiveWriter } from './archive-writer.ts';
import type { DeidentifyResult, DeidentifyTask } from './deidentify-protocol.ts';

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
