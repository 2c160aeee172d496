import { parseMeasurementReport } from '#lib/dicom/reporting/measurement-report.ts';

const MEASUREMENTS = '"consilium-measurements"';

/** Measurements that this app saved as JSON, as the FHIR that they stand for; `null` for every other file. */
export async function savedMeasurements(file: Blob): Promise<Blob | null> {
  const head = await file.slice(0, 200).text();
  if (!head.includes(MEASUREMENTS)) return null;
  const report = parseMeasurementReport(await file.text());
  if ('refusal' in report) return null;
  const { measurementBundle } = await import('#lib/modalities/imaging/measurement-bundle.ts');
  return new Blob([JSON.stringify(measurementBundle(report))]);
}
