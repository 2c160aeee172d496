import type { Issue } from '#lib/clinical/issue.ts';
import { fileFailure } from '#lib/clinical/program-fault.ts';
import type { PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import { isRefusal } from '#lib/dicom/part10/read-part10.ts';
import { readZipEntry } from './archive/read-entry.ts';
import { readZipDirectory, type ZipEntry } from './archive/zip-directory.ts';
import type { ChosenFile, DeviceFile, GenomicFile } from './chosen-file.ts';
import { type DeviceExport, exportsOf } from './devices/device-exports.ts';
import { isDevice } from './devices/device-kind.ts';
import { headersFirst, WfdbParts } from './devices/wfdb-parts.ts';
import { DicomFiles } from './dicom-files.ts';
import { type FileKind, kindOf, whatIsNot } from './file-kind.ts';
import { isGenomic } from './genomes/genomic-kind.ts';
import { NESTED_ARCHIVE, wholeArchive } from './kinds/archive-documents.ts';
import { INSTEAD } from './kinds/known-kind.ts';
import { OtherFiles } from './other-files.ts';
import { savedMeasurements } from './saved-measurements.ts';

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
  readonly issues: Issue[] = [];
  readonly #fhir: ChosenFile[] = [];
  readonly #genomic: GenomicFile[] = [];
  readonly #devices: DeviceFile[] = [];
  readonly #names: string[] = [];
  readonly #dicom = new DicomFiles();
  readonly #others = new OtherFiles();
  readonly #wfdb = new WfdbParts();

  /** Never rejects: a file that cannot be read costs no other. */
  async add(file: ChosenFile, insideArchive = false): Promise<void> {
    try {
      await this.#place(file, insideArchive);
    } catch (thrown) {
      this.issues.push(fileFailure(file.name, thrown));
    }
  }

  async #place(file: ChosenFile, insideArchive: boolean): Promise<void> {
    const { name, bytes } = file;
    if (LITTER.test(name)) return;
    this.#names.push(name.toLowerCase());
    if (this.#wfdb.take(file)) return;
    const found = await kindOf(bytes, name);
    if (found.kind === 'other') this.#others.add(name, found.of);
    else if (found.kind === 'zip') await this.#addZip(file, insideArchive);
    else await this.#addKnown(file, found.kind);
  }

  async #addKnown(file: ChosenFile, kind: Exclude<FileKind['kind'], 'other' | 'zip'>): Promise<void> {
    if (kind === 'dicom') await this.#addDicom(file);
    else if (kind === 'fhir')
      this.#fhir.push({ ...file, bytes: (await savedMeasurements(file.bytes)) ?? file.bytes });
    else if (kind === 'wfdb') await this.#wfdb.add(file);
    else if (isGenomic(kind)) this.#genomic.push({ ...file, kind });
    else if (isDevice(kind)) this.#devices.push({ ...file, kind });
  }

  async #addZip({ name, bytes }: ChosenFile, insideArchive: boolean): Promise<void> {
    if (!insideArchive) await this.#addArchive(name, bytes);
    else this.#others.add(name, NESTED_ARCHIVE);
  }

  async #addDicom(file: ChosenFile): Promise<void> {
    const refused = await this.#dicom.add(file);
    if (refused) await this.#refuse(file, refused.refusal);
  }

  /** Bytes that begin as DICOM may, and are something else. */
  async #refuse({ name, bytes }: ChosenFile, refusal: string): Promise<void> {
    const marked = (await bytes.slice(128, 132).text()) === 'DICM' || /\.(dcm|dicom)$/i.test(name);
    if (!marked) {
      this.#others.add(name, await whatIsNot(bytes));
      return;
    }
    const message = `The file could not be read as DICOM: ${refusal}; ${INSTEAD.again}.`;
    this.issues.push({ code: 'not-dicom', severity: 'error', file: name, message });
  }

  async #addArchive(name: string, archive: Blob): Promise<void> {
    const entries = await readZipDirectory(archive);
    if (isRefusal(entries)) {
      this.issues.push(
        archiveIssue(
          name,
          `This is a zip archive that cannot be opened: ${entries.refusal}; ${INSTEAD.again}.`,
        ),
      );
      return;
    }
    const whole = wholeArchive(entries);
    if (whole) this.#others.add(name, whole);
    else await this.#addEntries(name, archive, entries);
  }

  async #addEntries(name: string, archive: Blob, entries: readonly ZipEntry[]): Promise<void> {
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
    this.#others.closeArchive(name, entries.filter((entry) => !LITTER.test(`${name}/${entry.name}`)).length);
  }

  /** Records with all their files, and what other devices wrote. */
  #exports(): DeviceExport[] {
    const whole = this.#wfdb.records().filter((record) => this.#wfdb.missing(record).length === 0);
    const records = whole.map((record): DeviceFile => ({ ...record, kind: 'wfdb' }));
    return exportsOf([...this.#devices, ...records], this.#wfdb.partsOf);
  }

  async sorted(): Promise<SortedFiles> {
    const { patients, issues } = await this.#dicom.grouped();
    // What only all files together tell.
    const last = [...this.#dicom.missing(this.#names), ...this.#wfdb.incomplete(), ...this.#others.issues()];
    return {
      fhir: this.#fhir,
      genomic: this.#genomic,
      devices: this.#exports(),
      patients,
      sources: this.#dicom.sources,
      issues: [...this.issues, ...last, ...issues],
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
    await sorter.add(file);
  }
  return sorter.sorted();
}
