import type { Issue } from '#lib/clinical/issue.ts';
import { fileFailure } from '#lib/clinical/program-fault.ts';
import { groupInstances, type PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import { readInstance } from '#lib/dicom/grouping/instance-summary.ts';
import { pictureDigest } from '#lib/dicom/grouping/picture-digest.ts';
import type { PlacedInstance } from '#lib/dicom/grouping/placed-instance.ts';
import { repeatedInstances } from '#lib/dicom/grouping/repeated-instances.ts';
import { isRefusal, type Refusal } from '#lib/dicom/part10/read-part10.ts';
import type { ChosenFile } from './chosen-file.ts';

/** `a/b/c` → `c`, `b/c`, `a/b/c`: a list of files knows no folder above its own. */
const pathEnds = (path: string): string[] => {
  const parts = path.split('/');
  return parts.map((_, k) => parts.slice(k).join('/'));
};

/** The numbers of a structured report; its reader brings the data dictionary, which nothing else here needs. */
async function structuredReport(file: Blob) {
  const { readStructuredReport } = await import('#lib/dicom/reporting/read-structured-report.ts');
  const report = readStructuredReport(new Uint8Array(await file.arrayBuffer()));
  return isRefusal(report) ? null : report;
}

/** What a DICOMDIR lists and nobody chose; `null` when every file of it is there. */
function directoryMessage(listed: number, absent: number): string | null {
  const what = 'This is a DICOMDIR, the table of contents of a disc';
  if (listed === 0) return `${what}, and it lists no files; choose the folder of pictures beside it.`;
  if (absent === 0) return null;
  const files = absent === 1 ? '1 file that it lists is' : `${absent} files that it lists are`;
  return `${what}, and ${files} not among those chosen; choose the folder that it lies in.`;
}

/** The DICOM files among those chosen. One use for one upload. */
export class DicomFiles {
  /** By `PlacedInstance.at`. */
  readonly sources: Blob[] = [];
  readonly #instances: PlacedInstance[] = [];
  readonly #directories: { file: string; listed: readonly string[] }[] = [];

  /** Takes a file in by its header; a refusal says why it is no DICOM. */
  async add({ name, bytes }: ChosenFile): Promise<Refusal | null> {
    const read = await readInstance(bytes);
    if (isRefusal(read)) return read;
    if (read.kind === 'directory') {
      this.#directories.push({ file: name, listed: read.listed });
      return null;
    }
    const at = this.sources.push(bytes) - 1;
    const { summary } = read;
    const report = summary.dicomModality === 'SR' ? await structuredReport(bytes) : null;
    this.#instances.push({ summary, at, file: name, size: bytes.size, ...(report && { report }) });
    return null;
  }

  /**
   * What directories list and nobody chose.
   *
   * @param names of all chosen files, in lower case
   */
  missing(names: readonly string[]): Issue[] {
    const known = new Set(names.flatMap(pathEnds));
    return this.#directories.flatMap(({ file, listed }): Issue[] => {
      const absent = listed.filter((path) => !known.has(path.toLowerCase())).length;
      const message = directoryMessage(listed.length, absent);
      return message ? [{ code: 'archive', severity: 'warning', file, message }] : [];
    });
  }

  /**
   * Files that share a SOP Instance UID are read whole: only their pixels tell copies from different pictures. One that cannot
   * be read now is left out.
   */
  async #withDigests(issues: Issue[]): Promise<PlacedInstance[]> {
    const repeated = new Set(repeatedInstances(this.#instances));
    const all: PlacedInstance[] = [];
    // One after the other: each is in memory as a whole.
    for (const one of this.#instances) {
      const source = repeated.has(one) ? this.sources[one.at] : undefined;
      try {
        all.push(source ? { ...one, digest: await pictureDigest(source) } : one);
      } catch (thrown) {
        issues.push(fileFailure(one.file, thrown));
      }
    }
    return all;
  }

  /** By patient, study and series. */
  async grouped(): Promise<{
    readonly patients: readonly PatientGroup[];
    readonly issues: readonly Issue[];
  }> {
    const unread: Issue[] = [];
    const { patients, issues } = groupInstances(await this.#withDigests(unread));
    return { patients, issues: [...unread, ...issues] };
  }
}
