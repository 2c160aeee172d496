import type { Issue } from '#lib/clinical/issue.ts';
import { readZipEntry } from '#lib/dicom/archive/read-entry.ts';
import { readZipDirectory } from '#lib/dicom/archive/zip-directory.ts';
import { groupInstances, type PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import { readInstance } from '#lib/dicom/grouping/instance-summary.ts';
import { pictureDigest } from '#lib/dicom/grouping/picture-digest.ts';
import type { PlacedInstance } from '#lib/dicom/grouping/placed-instance.ts';
import { repeatedInstances } from '#lib/dicom/grouping/repeated-instances.ts';
import { isRefusal } from '#lib/dicom/part10/read-part10.ts';
import type { ChosenFile, DeviceFile, GenomicFile } from './chosen-file.ts';
import { type DeviceExport, exportsOf } from './device-exports.ts';
import { isDevice } from './device-kind.ts';
import { type FileKind, kindOf, whatIsNot } from './file-kind.ts';
import { isGenomic } from './genomic-kind.ts';
import { documentOf } from './known-kinds.ts';
import { OtherFiles } from './other-files.ts';
import { directoryMessage, pathEnds, savedMeasurements, structuredReport } from './special-files.ts';
import { headersFirst, WfdbParts } from './wfdb-parts.ts';

export type SortedFiles = {
  /** For the FHIR reader. */
  readonly fhir: readonly ChosenFile[];
  readonly genomic: readonly GenomicFile[];
  readonly devices: readonly DeviceExport[];
  readonly patients: readonly PatientGroup[];
  /** The DICOM files; `PlacedInstance.at` is a position in this list. */
  readonly sources: readonly Blob[];
  readonly issues: readonly Issue[];
};

/** What a zip archive may hold once inflated, all its files together. */
const ARCHIVE_LIMIT = 4 * 2 ** 30;
/** Left by operating systems; nobody chose them. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

const archiveIssue = (file: string, message: string): Issue => ({
  code: 'archive',
  severity: 'error',
  file,
  message,
});

/** Sends each file to the reader that it is for, archives unpacked. One use for one upload. */
class FileSorter {
  readonly fhir: ChosenFile[] = [];
  readonly genomic: GenomicFile[] = [];
  readonly devices: DeviceFile[] = [];
  readonly instances: PlacedInstance[] = [];
  readonly sources: Blob[] = [];
  readonly issues: Issue[] = [];
  readonly #names: string[] = [];
  readonly #directories: { file: string; listed: readonly string[] }[] = [];
  readonly #others = new OtherFiles();
  readonly #wfdb = new WfdbParts();

  async add(file: ChosenFile, insideArchive = false): Promise<void> {
    const { name, bytes } = file;
    if (LITTER.test(name)) return;
    this.#names.push(name.toLowerCase());
    if (this.#wfdb.take(file)) return;
    const found = await kindOf(bytes, name);
    if (found.kind === 'other') this.#others.add(name, found.what);
    else if (found.kind === 'zip') await this.#addZip(file, insideArchive);
    else await this.#addKnown(file, found.kind);
  }

  async #addKnown(file: ChosenFile, kind: Exclude<FileKind['kind'], 'other' | 'zip'>): Promise<void> {
    if (kind === 'dicom') await this.#addDicom(file);
    else if (kind === 'fhir')
      this.fhir.push({ ...file, bytes: (await savedMeasurements(file.bytes)) ?? file.bytes });
    else if (kind === 'wfdb') await this.#wfdb.add(file);
    else if (isGenomic(kind)) this.genomic.push({ ...file, kind });
    else if (isDevice(kind)) this.devices.push({ ...file, kind });
  }

  async #addZip({ name, bytes }: ChosenFile, insideArchive: boolean): Promise<void> {
    if (!insideArchive) await this.#addArchive(name, bytes);
    else this.issues.push(archiveIssue(name, 'An archive inside an archive is not opened.'));
  }

  async #addDicom({ name, bytes }: ChosenFile): Promise<void> {
    const read = await readInstance(bytes);
    if (isRefusal(read)) await this.#refuse(name, bytes, read.refusal);
    else if (read.kind === 'directory') this.#directories.push({ file: name, listed: read.listed });
    else {
      const at = this.sources.push(bytes) - 1;
      const { summary } = read;
      const report = summary.modality === 'SR' ? await structuredReport(bytes) : null;
      this.instances.push({ summary, at, file: name, size: bytes.size, ...(report && { report }) });
    }
  }

  /** Bytes that begin as DICOM may, and are something else. */
  async #refuse(name: string, bytes: Blob, refusal: string): Promise<void> {
    const marked = (await bytes.slice(128, 132).text()) === 'DICM' || /\.(dcm|dicom)$/i.test(name);
    if (!marked) {
      this.#others.add(name, await whatIsNot(bytes));
      return;
    }
    const message = `The file could not be read as DICOM: ${refusal}.`;
    this.issues.push({ code: 'not-dicom', severity: 'error', file: name, message });
  }

  async #addArchive(name: string, archive: Blob): Promise<void> {
    const entries = await readZipDirectory(archive);
    if (isRefusal(entries)) {
      this.issues.push(archiveIssue(name, `The zip archive could not be opened: ${entries.refusal}.`));
      return;
    }
    const document = documentOf(entries.map((entry) => entry.name));
    if (document) {
      this.#others.add(name, document);
      return;
    }
    let inflated = 0;
    for (const entry of headersFirst(entries)) {
      inflated += entry.size;
      if (inflated > ARCHIVE_LIMIT) {
        this.issues.push(
          archiveIssue(name, 'The archive holds more than 4 GiB once inflated; the rest was left out.'),
        );
        return;
      }
      const inside = `${name}/${entry.name}`;
      const content = await readZipEntry(archive, entry);
      if (isRefusal(content))
        this.issues.push(archiveIssue(inside, `The file was left out: ${content.refusal}.`));
      else await this.add({ name: inside, bytes: content }, true);
    }
  }

  /** What only all files together tell. */
  #lastIssues(): Issue[] {
    const known = new Set(this.#names.flatMap(pathEnds));
    const missing = this.#directories.flatMap(({ file, listed }): Issue[] => {
      const absent = listed.filter((path) => !known.has(path.toLowerCase())).length;
      const message = directoryMessage(listed.length, absent);
      return message ? [{ code: 'archive', severity: 'warning', file, message }] : [];
    });
    const alone = this.#wfdb.records().flatMap((record): Issue[] => {
      const files = this.#wfdb.missing(record).join(', ');
      const message = `This is a WFDB header, and ${files}, which it names, was not chosen with it.`;
      return files === '' ? [] : [{ code: 'archive', severity: 'error', file: record.name, message }];
    });
    return [...missing, ...alone, ...this.#others.issues()];
  }

  /** Records with all their files, and what other devices wrote. */
  #exports(): DeviceExport[] {
    const whole = this.#wfdb.records().filter((record) => this.#wfdb.missing(record).length === 0);
    const records = whole.map((record): DeviceFile => ({ ...record, kind: 'wfdb' }));
    return exportsOf([...this.devices, ...records], this.#wfdb.partsOf);
  }

  /** Files that share a SOP Instance UID are read whole: only their pixels tell copies from different pictures. */
  async #withDigests(): Promise<PlacedInstance[]> {
    const repeated = new Set(repeatedInstances(this.instances));
    const all: PlacedInstance[] = [];
    // One after the other: each is in memory as a whole.
    for (const one of this.instances) {
      const source = repeated.has(one) ? this.sources[one.at] : undefined;
      all.push(source ? { ...one, digest: await pictureDigest(source) } : one);
    }
    return all;
  }

  async sorted(): Promise<SortedFiles> {
    const { patients, issues } = groupInstances(await this.#withDigests());
    return {
      fhir: this.fhir,
      genomic: this.genomic,
      devices: this.#exports(),
      patients,
      sources: this.sources,
      issues: [...this.issues, ...this.#lastIssues(), ...issues],
    };
  }
}

/**
 * Sorts chosen files: FHIR and genotypes to read, DICOM grouped by patient, study and series; archives are unpacked. Reads headers, no
 * pixels. Bad files give issues and never stop the others.
 */
export async function sortFiles(
  files: readonly ChosenFile[],
  onFile: (name: string, done: number) => void,
): Promise<SortedFiles> {
  const sorter = new FileSorter();
  for (const [done, file] of headersFirst(files).entries()) {
    onFile(file.name, done);
    try {
      await sorter.add(file);
    } catch {
      // A file that was moved or lies on a medium that was taken out.
      const message = 'The file could not be read from where it lies.';
      sorter.issues.push({ code: 'file-unreadable', severity: 'error', file: file.name, message });
    }
  }
  return sorter.sorted();
}
