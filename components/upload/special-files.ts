import { isRefusal } from '#lib/dicom/part10/read-part10.ts';
import { parseMeasurementReport } from '#lib/dicom/reporting/measurement-report.ts';

const MEASUREMENTS = '"consilium-measurements"';

/** `a/b/c` → `c`, `b/c`, `a/b/c`: a list of files knows no folder above its own. */
export const pathEnds = (path: string): string[] => {
  const parts = path.split('/');
  return parts.map((_, k) => parts.slice(k).join('/'));
};

/** The numbers of a structured report; its reader brings the data dictionary, which nothing else here needs. */
export async function structuredReport(file: Blob) {
  const { readStructuredReport } = await import('#lib/dicom/reporting/read-structured-report.ts');
  const report = readStructuredReport(new Uint8Array(await file.arrayBuffer()));
  return isRefusal(report) ? null : report;
}

/** Measurements that this app saved as JSON, as the FHIR that they stand for; `null` for every other file. */
export async function savedMeasurements(file: Blob): Promise<Blob | null> {
  const head = await file.slice(0, 200).text();
  if (!head.includes(MEASUREMENTS)) return null;
  const report = parseMeasurementReport(await file.text());
  if ('refusal' in report) return null;
  const { measurementBundle } = await import('#lib/modalities/imaging/measurement-bundle.ts');
  return new Blob([JSON.stringify(measurementBundle(report))]);
}

/** What a DICOMDIR lists and nobody chose; `null` when every file of it is there. */
export function directoryMessage(listed: number, absent: number): string | null {
  if (listed === 0) return 'The DICOMDIR lists no files.';
  if (absent === 0) return null;
  const files = absent === 1 ? '1 file that is' : `${absent} files that are`;
  return `The DICOMDIR names ${files} not among those chosen: choose the folder that it lies in.`;
}
