import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { installed } from '../fixtures/programs.ts';
import { hasPublicFiles, publicBytes } from '../fixtures/public-files.ts';
import { isRefusal } from '../part10/read-part10.ts';
import {
  KIND_DESCRIPTIONS,
  KINDS,
  type MeasurementReport,
  parseMeasurementReport,
} from './measurement-report.ts';
import { readStructuredReport } from './read-structured-report.ts';
import { writeStructuredReport } from './write-structured-report.ts';

const image = (instance: string, frame?: number) => ({
  studyUid: '2.25.1',
  seriesUid: '2.25.1.2',
  instanceUid: instance,
  sopClassUid: '1.2.840.10008.5.1.4.1.1.3.1',
  ...(frame !== undefined && { frame }),
});
const report: MeasurementReport = {
  format: 'consilium-measurements',
  version: 1,
  patient: { id: '42', name: 'Müller^Änne', birthDate: '19500203', sex: 'F' },
  studyDate: '20260301',
  studyTime: '071000',
  measured: '2026-03-02T09:15:30+01:00',
  measurements: [
    { kind: 'end-diastolic-volume', value: 150.04, image: image('2.25.5', 1) },
    { kind: 'end-systolic-volume', value: 90.11, image: image('2.25.5', 17) },
    { kind: 'ejection-fraction', value: 39.94, image: image('2.25.5', 1) },
    { kind: 'cardiothoracic-ratio', value: 0.5123, image: image('2.25.6') },
    { kind: 'length', value: 31.5, image: image('2.25.6') },
    { kind: 'angle', value: 92.25, image: image('2.25.6') },
  ],
};
const folder = mkdtempSync(join(tmpdir(), 'consilium-sr-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(bytes: Uint8Array) {
  const outcome = readStructuredReport(bytes);
  if (isRefusal(outcome)) throw new Error(outcome.refusal);
  return outcome;
}

describe('structured reports', () => {
  it('give back what was measured, where and how', () => {
    const { title, measurements } = read(writeStructuredReport(report));
    expect(title).toBe('Imaging Measurement Report');
    expect(
      measurements.map(({ code, value, unit, instanceUid, frame }) => [
        code,
        value,
        unit,
        instanceUid,
        frame,
      ]),
    ).toEqual([
      ['LN 18026-5', 150, 'mL', '2.25.5', 1],
      ['LN 18148-7', 90.1, 'mL', '2.25.5', 17],
      ['LN 10230-1', 39.9, '%', '2.25.5', 1],
      ['99CONSILIUM CTR', 0.512, '1', '2.25.6', null],
      ['SCT 410668003', 31.5, 'mm', '2.25.6', null],
      ['SCT 1483009', 92.3, 'deg', '2.25.6', null],
    ]);
    expect(measurements[2]?.method).toBe('Method of Disks, Single Plane');
  });

  it('hold any list of measurements', () => {
    const value = fc.double({ min: 0, max: 500, noNaN: true });
    const one = fc.record({
      kind: fc.constantFrom(...KINDS),
      value,
      image: fc.nat(3).map((k) => image(`2.25.${k + 9}`)),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (measurements) => {
        const found = read(writeStructuredReport({ ...report, measurements })).measurements;
        const key = (code: string, instance: string | null) => `${code} ${instance}`;
        const expected = measurements.map(({ kind, image: { instanceUid } }) => {
          const { scheme, code } = KIND_DESCRIPTIONS[kind].concept;
          return key(`${scheme} ${code}`, instanceUid);
        });
        expect(found.map(({ code, instanceUid }) => key(code, instanceUid)).toSorted()).toEqual(
          expected.toSorted(),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('are not written without a measurement', () => {
    expect(() => writeStructuredReport({ ...report, measurements: [] })).toThrow(RangeError);
  });

  it.skipIf(!installed('dciodvfy'))('are right for dciodvfy', () => {
    const file = join(folder, 'sr.dcm');
    writeFileSync(file, writeStructuredReport(report));
    const said = execFileSync('sh', ['-c', 'dciodvfy "$0" 2>&1 || true', file], { encoding: 'utf8' });
    expect(said.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
    expect(said).toContain('ComprehensiveSR');
  });

  it.skipIf(!installed('dsrdump'))('are read by dsrdump without a complaint', () => {
    const file = join(folder, 'sr.dcm');
    writeFileSync(file, writeStructuredReport(report));
    const said = execFileSync('sh', ['-c', 'dsrdump +Pc "$0" 2>&1', file], { encoding: 'utf8' });
    // Its checker of values knows no UTF-8; that is not the report's fault.
    const complaints = said
      .split('\n')
      .filter((line) => /^[EW]: /.test(line) && !line.includes('ISO_IR 192'));
    expect(complaints).toEqual([]);
    expect(said).toContain('39.9');
    expect(said).toContain('Method of Disks, Single Plane');
  });

  it.skipIf(!hasPublicFiles)('of others give their numbers, or none', () => {
    expect(read(publicBytes('pydicom/test_files/test-SR.dcm')).measurements.length).toBe(2);
    expect(read(publicBytes('pydicom/test_files/reportsi.dcm')).measurements).toEqual([]);
    expect(readStructuredReport(publicBytes('pydicom/test_files/CT_small.dcm'))).toEqual({
      refusal: 'it is no structured report',
    });
  });
});

describe('measurement reports as JSON', () => {
  it('are read back as they were', () => {
    expect(parseMeasurementReport(JSON.stringify(report))).toEqual(report);
  });

  it.each([
    ['no JSON', '{', 'no JSON'],
    ['another document', '{"resourceType":"Bundle"}', 'format is missing or wrong'],
    [
      'a UID that is none',
      JSON.stringify({ ...report, measurements: [{ ...report.measurements[0], image: image('x') }] }),
      'measurements.0.image.instanceUid',
    ],
  ])('say why %s is none', (_, text, reason) => {
    expect(parseMeasurementReport(text)).toEqual({ refusal: expect.stringContaining(reason) });
  });
});
