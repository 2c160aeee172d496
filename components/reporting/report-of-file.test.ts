import { describe, expect, it } from 'vitest';
import { isRefusal } from '#lib/dicom/part10/read-part10.ts';
import { measurementReport, parseMeasurementReport } from '#lib/dicom/reporting/measurement-report.ts';
import { readStructuredReport } from '#lib/dicom/reporting/read-structured-report.ts';
import { localTime, reportOfFile } from '#lib/dicom/reporting/report-of-file.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { HEALTHY } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import { FORMATS } from './save-formats.ts';

const person = samplePerson(9, 0);
const { dicom } = renderChestRadiograph(
  person,
  HEALTHY,
  { study: 0, ms: Date.UTC(2026, 8, 29, 16) },
  {
    projection: 'PA',
    shortcut: { strength: 0, marked: false },
  },
);
const now = new Date(Date.UTC(2026, 9, 1, 8));

function report() {
  const made = reportOfFile(dicom, [{ kind: 'cardiothoracic-ratio', value: 0.512 }], now);
  if ('refusal' in made) throw new Error(made.refusal);
  return made;
}

describe('reportOfFile', () => {
  it('says whose and which picture was measured, as the file does', () => {
    const made = report();
    expect(measurementReport.safeParse(made).success).toBe(true);
    expect(made.patient).toEqual({
      id: person.recordNumber,
      name: `${person.family}^${person.given}`,
      birthDate: '19500203',
      sex: 'F',
    });
    expect(made.measurements[0]?.image.sopClassUid).toMatch(/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.1/);
  });

  it('refuses a file that does not say which it is', () => {
    expect(reportOfFile(new Uint8Array(400), [], now)).toEqual({
      refusal: expect.stringContaining('not DICOM'),
    });
  });

  it('writes the time with its zone', () => {
    expect(localTime(now)).toMatch(/^2026-10-01T\d\d:00:00[+-]\d\d:\d\d$/);
    expect(new Date(localTime(now)).getTime()).toBe(now.getTime());
  });
});

describe('saved measurements', () => {
  const bytesOf = async (label: string) => {
    const format = FORMATS.find((one) => one.label === label);
    if (!format) throw new Error(label);
    return new Uint8Array(await (await format.write(report())).arrayBuffer());
  };

  it('open again from FHIR, DICOM SR and JSON with the same number', async () => {
    const { charts } = await readFiles([{ name: 'm.json', bytes: await bytesOf('FHIR Observations') }]);
    const [record] = charts.map((chart) => readRecord(chart));
    expect(record?.slices.imaging?.measurements.map(({ value }) => value)).toEqual([0.512]);
    expect(record?.patient.mrn).toBe(person.recordNumber);

    const structured = readStructuredReport(await bytesOf('DICOM SR'));
    expect(isRefusal(structured) ? [] : structured.measurements.map(({ value }) => value)).toEqual([0.512]);

    const parsed = parseMeasurementReport(new TextDecoder().decode(await bytesOf('JSON')));
    expect('refusal' in parsed ? [] : parsed.measurements.map(({ value }) => value)).toEqual([0.512]);
  });
});
