import type { MeasurementReport } from '#lib/dicom/reporting/measurement-report.ts';

type Format = {
  readonly label: string;
  readonly file: string;
  readonly write: (report: MeasurementReport) => Promise<Blob>;
};

const json = (value: unknown): Blob =>
  new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' });

/** How measurements are saved; each writer is loaded when it is asked for. */
export const FORMATS: readonly Format[] = [
  {
    label: 'FHIR Observations',
    file: 'measurements.fhir.json',
    write: async (report) => {
      const { measurementBundle } = await import('#lib/modalities/imaging/measurement-bundle.ts');
      return json(measurementBundle(report));
    },
  },
  {
    label: 'DICOM SR',
    file: 'measurements.dcm',
    write: async (report) => {
      const { writeStructuredReport } = await import('#lib/dicom/reporting/write-structured-report.ts');
      return new Blob([writeStructuredReport(report)], { type: 'application/dicom' });
    },
  },
  { label: 'JSON', file: 'measurements.json', write: async (report) => json(report) },
];
