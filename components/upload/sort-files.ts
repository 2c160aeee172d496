import type { Issue } from '#lib/clinical/issue.ts';
import { readZipEntry } from '#lib/dicom/archive/read-entry.ts';
import { readZipDirectory } from '#lib/dicom/archive/zip-directory.ts';
import {
  groupInstances,
  type PatientGroup,
  type PlacedInstance,
} from '#lib/dicom/grouping/group-instances.ts';
import { readInstance } from '#lib/dicom/grouping/instance-summary.ts';
import { isRefusal } from '#lib/dicom/part10/read-part10.ts';
import { parseMeasurementReport } from '#lib/dicom/reporting/measurement-report.ts';
import { commandFor, type DeviceKind, isDevice } from './device-kind.ts';
import { kindOf } from './file-kind.ts';
import { type GenomicKind, isGenomic } from './genomic-kind.ts';

export type ChosenFile = { readonly name: string; readonly bytes: Blob };

export type GenomicFile = ChosenFile & { readonly kind: GenomicKind };

export type DeviceFile = ChosenFile & { readonly kind: DeviceKind };

export type SortedFiles = {
  /** For the FHIR reader. */
  readonly fhir: readonly ChosenFile[];
  readonly genomic: readonly GenomicFile[];
  readonly devices: readonly DeviceFile[];
  readonly patients: readonly PatientGroup[];
  /** The DICOM files; `PlacedInstance.at` is a position in this list. */
  readonly sources: readonly Blob[];
  readonly issues: readonly Issue[];
};

/** What a zip archive may hold once inflated, all its files together. */
const ARCHIVE_LIMIT = 4 * 2 ** 30;
const OTHERS_NAMED = 20;
const MEASUREMENTS = '"consilium-measurements"';
/** Left by operating systems; nobody chose them. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** `a/b/c` → `c`, `b/c`, `a/b/c`: a list of files knows no folder above its own. */
const pathEnds = (path: string): string[] => {
  const parts = path.split('/');
  return parts.map((_, k) => parts.slice(k).join('/'));
};

const archiveIssue = (file: string, message: string): Issue => ({
  code: 'archive',
  severity: 'error',
  file,
  message,
});

/** The numbers of a structured report; its reader brings the data dictionary, which nothing else here needs. */
async function structuredReport(file: Blob) {
  const { readStructuredReport } = await import('#lib/dicom/reporting/read-structured-report.ts');
  const report = readStructuredReport(new Uint8Array(await file.arrayBuffer()));
  return isRefusal(report) ? null : report;
}

/** Measurements that this app saved as JSON, as the FHIR that they stand for; `null` for every other file. */
async function savedMeasurements(file: Blob): Promise<Blob | null> {
  const head = await file.slice(0, 200).text();
  if (!head.includes(MEASUREMENTS)) return null;
  const report = parseMeasurementReport(await file.text());
  if ('refusal' in report) return null;
  const { measurementBundle } = await import('#lib/modalities/imaging/measurement-bundle.ts');
  return new Blob([JSON.stringify(measurementBundle(report))]);
}

/** What a DICOMDIR lists and nobody chose; `null` when every file of it is there. */
function directoryMessage(listed: number, absent: number): string | null {
  if (listed === 0) return 'The DICOMDIR lists no files.';
  if (absent === 0) return null;
  const files = absent === 1 ? '1 file that is' : `${absent} files that are`;
  return `The DICOMDIR names ${files} not among those chosen: choose the folder that it lies in.`;
}

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
  #others = 0;

  async add({ name, bytes }: ChosenFile, insideArchive = false): Promise<void> {
    if (LITTER.test(name)) return;
    this.#names.push(name.toLowerCase());
    const kind = await kindOf(bytes, name);
    if (kind === 'dicom') await this.#addDicom(name, bytes);
    else if (kind === 'fhir') this.fhir.push({ name, bytes: (await savedMeasurements(bytes)) ?? bytes });
    else if (isGenomic(kind)) this.genomic.push({ kind, name, bytes });
    else if (isDevice(kind)) this.devices.push({ kind, name, bytes });
    else if (kind === 'other') await this.#addOther(name, bytes);
    else if (insideArchive)
      this.issues.push(archiveIssue(name, 'An archive inside an archive is not opened.'));
    else await this.#addArchive(name, bytes);
  }

  async #addDicom(name: string, bytes: Blob): Promise<void> {
    const read = await readInstance(bytes);
    if (isRefusal(read))
      this.issues.push({
        code: 'not-dicom',
        severity: 'error',
        file: name,
        message: `The file could not be read as DICOM: ${read.refusal}.`,
      });
    else if (read.kind === 'directory') this.#directories.push({ file: name, listed: read.listed });
    else {
      const at = this.sources.push(bytes) - 1;
      const { summary } = read;
      const report = summary.modality === 'SR' ? await structuredReport(bytes) : null;
      this.instances.push({ summary, at, file: name, size: bytes.size, ...(report && { report }) });
    }
  }

  async #addOther(name: string, bytes: Blob): Promise<void> {
    this.#others += 1;
    if (this.#others > OTHERS_NAMED) return;
    const message =
      (await commandFor(bytes)) ??
      'The file is neither DICOM, nor FHIR (JSON, NDJSON), nor VCF, nor a wearable’s export, nor a zip archive.';
    this.issues.push({ code: 'not-dicom', severity: 'warning', file: name, message });
  }

  async #addArchive(name: string, archive: Blob): Promise<void> {
    const entries = await readZipDirectory(archive);
    if (isRefusal(entries)) {
      this.issues.push(archiveIssue(name, `The zip archive could not be opened: ${entries.refusal}.`));
      return;
    }
    let inflated = 0;
    for (const entry of entries) {
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
    const more = this.#others - OTHERS_NAMED;
    const known = new Set(this.#names.flatMap(pathEnds));
    const missing = this.#directories.flatMap(({ file, listed }): Issue[] => {
      const absent = listed.filter((path) => !known.has(path.toLowerCase())).length;
      const message = directoryMessage(listed.length, absent);
      return message ? [{ code: 'archive', severity: 'warning', file, message }] : [];
    });
    const others: Issue = {
      code: 'not-dicom',
      severity: 'warning',
      message: `${more} further file${more === 1 ? ' is' : 's are'} neither DICOM, nor FHIR, nor a zip archive.`,
    };
    return more > 0 ? [...missing, others] : missing;
  }

  sorted(): SortedFiles {
    const { patients, issues } = groupInstances(this.instances);
    return {
      fhir: this.fhir,
      genomic: this.genomic,
      devices: this.devices,
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
  for (const [done, file] of files.entries()) {
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
