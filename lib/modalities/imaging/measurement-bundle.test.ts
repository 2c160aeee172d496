import type { Patient } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import type { MeasurementReport } from '#lib/dicom/reporting/measurement-report.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { chartOf, observation, patient, quantity } from '../fixtures/charts.ts';
import { readRecord } from '../record.ts';
import { measurementBundle } from './measurement-bundle.ts';
import { imaging } from './modality.ts';

const image = {
  studyUid: '2.25.1',
  seriesUid: '2.25.1.2',
  instanceUid: '2.25.5',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.3.1',
  frame: 3,
};
const report: MeasurementReport = {
  format: 'consilium-measurements',
  version: 1,
  patient: { id: '42', name: 'Rowan^Vega', birthDate: '19500203', sex: 'F' },
  studyDate: '20260301',
  studyTime: '071000',
  measured: '2026-03-02T09:15:30+01:00',
  measurements: [
    { kind: 'ejection-fraction', value: 39.94, method: 'Method of discs, 20 discs, one plane', image },
    { kind: 'end-diastolic-volume', value: 150.04, image },
    {
      kind: 'cardiothoracic-ratio',
      value: 0.5123,
      image: { ...image, studyUid: '2.25.2', instanceUid: '2.25.6' },
    },
  ],
};

describe('measurementBundle', () => {
  it('keeps each writing of a name, and says which it is', () => {
    const name = 'Yamada^Tarou=山田^太郎';
    const { entry = [] } = measurementBundle({ ...report, patient: { ...report.patient, name } });
    const patient = entry.map(({ resource }) => resource).find((one) => one?.resourceType === 'Patient') as
      | Patient
      | undefined;
    expect(
      patient?.name?.map(({ family, given, extension }) => [family, given, extension?.[0]?.valueCode]),
    ).toEqual([
      ['Yamada', ['Tarou'], 'ABC'],
      ['山田', ['太郎'], 'IDE'],
    ]);
  });

  it('opens again as a chart with the measurements, their method, time and study', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(measurementBundle(report)));
    const { charts, issues } = await readFiles([{ name: 'measurements.json', bytes }]);
    expect(issues).toEqual([]);
    const [record] = charts.map((chart) => readRecord(chart));
    expect(record?.patient).toMatchObject({
      name: 'Vega Rowan',
      mrn: '42',
      birthDate: '1950-02-03',
      sex: 'female',
    });
    expect(record?.slices.imaging?.studies.map(({ uid }) => uid).toSorted()).toEqual(['2.25.1', '2.25.2']);
    const measurements = record?.slices.imaging?.measurements ?? [];
    expect(measurements.map(({ kind, value, unit }) => [kind, value, unit]).toSorted()).toEqual([
      ['cardiothoracic-ratio', 0.512, '1'],
      ['ejection-fraction', 39.9, '%'],
      ['end-diastolic-volume', 150, 'mL'],
    ]);
    const fraction = measurements.find(({ kind }) => kind === 'ejection-fraction');
    expect(fraction).toMatchObject({
      method: 'Method of discs, 20 discs, one plane',
      study: expect.stringMatching(/^urn:uuid:/),
    });
    expect(fraction?.time?.recorded).toBe('2026-03-01');
  });

  it('tells by a Provenance which pictures it was read from', () => {
    const provenance = measurementBundle(report).entry?.at(-1)?.resource;
    expect(provenance).toMatchObject({
      resourceType: 'Provenance',
      recorded: report.measured,
      entity: [
        { role: 'source', what: { identifier: { value: 'urn:oid:2.25.5' } } },
        { role: 'source', what: { identifier: { value: 'urn:oid:2.25.6' } } },
      ],
    });
  });
});

describe('measurements of a chart', () => {
  const fraction = (more: object) => chartOf([patient, observation('o', '10230-1', '2026-03-01', more)]);

  it.each([
    ['no number', {}, 'structure'],
    ['a limit', { valueQuantity: { ...quantity(35, '%').valueQuantity, comparator: '<' } }, 'structure'],
    ['another unit', quantity(0.4, 'mL'), 'structure'],
    ['an implausible value', quantity(400, '%'), 'structure'],
    [
      'a reason why there is none',
      { ...quantity(40, '%'), dataAbsentReason: { text: 'error' } },
      'structure',
    ],
    ['two values', { ...quantity(40, '%'), valueString: '35' }, 'structure'],
    ['two units', { valueQuantity: { ...quantity(40, '%').valueQuantity, unit: 'mL' } }, 'structure'],
    ['an excluded status', { ...quantity(40, '%'), status: 'entered-in-error' }, 'status-excluded'],
  ])('leave out %s and say so', (_, more, code) => {
    const { slice, issues } = imaging.parse(fraction(more));
    expect([slice?.measurements ?? [], issues.map((issue) => issue.code)]).toEqual([[], [code]]);
    expect((slice?.ejectionFractions ?? []).flatMap(({ value }) => value ?? [])).toEqual([]);
  });

  it('read an ejection fraction as a share of one that says so', () => {
    const { slice } = imaging.parse(fraction(quantity(0.4, '1')));
    expect([slice?.measurements[0]?.value, slice?.ejectionFractions[0]?.value]).toEqual([40, 40]);
  });

  it('are read in the unit as people write it', () => {
    const written = fraction({ valueQuantity: { value: 40, unit: 'Percent' } });
    expect(imaging.parse(written).slice?.measurements).toMatchObject([{ value: 40, unit: '%' }]);
  });

  it('are read without a study of their own', () => {
    expect(imaging.parse(fraction(quantity(40, '%'))).slice?.measurements).toMatchObject([
      { value: 40, study: null },
    ]);
  });
});
