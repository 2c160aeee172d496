import { describe, expect, it } from 'vitest';
import { greyElements, type Made, makeFile } from '#lib/dicom/fixtures/make-file.ts';
import { reportOfFile } from '#lib/dicom/reporting/report-of-file.ts';
import { HEALTHY } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import { checkAsked } from './asked-instance.ts';

const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** A film of one person; `study` numbers their studies. */
function film(study: number) {
  const options = { projection: 'PA', shortcut: { strength: 0, marked: false } } as const;
  const moment = { study, ms: Date.UTC(2030, 2, 17 + study) };
  const { dicom } = renderChestRadiograph(samplePerson(7, 1), HEALTHY, moment, options);
  const report = reportOfFile(dicom, [{ kind: 'cardiothoracic-ratio', value: 0.5 }], new Date(0));
  const image = 'refusal' in report ? undefined : report.measurements[0]?.image;
  return { bytes: buffer(dicom), study: image?.studyUid ?? '', instance: image?.instanceUid ?? '' };
}

const made = (extra: readonly Made[]): ArrayBuffer =>
  buffer(makeFile(greyElements({ rows: 1, columns: 2, bits: 8, pixels: Uint8Array.of(1, 2) }, extra)));

describe('checkAsked', () => {
  it('lets the picture pass that was asked for', () => {
    const { bytes, ...own } = film(0);
    expect(() => checkAsked(bytes, own)).not.toThrow();
  });

  it('refuses another picture of the same patient', () => {
    const { bytes: _bytes, ...asked } = film(0);
    expect(() => checkAsked(film(1).bytes, asked)).toThrow('another picture than the one asked for');
  });

  it('refuses a picture that states another study', () => {
    const { bytes, instance } = film(0);
    expect(() => checkAsked(bytes, { study: film(1).study, instance })).toThrow('of another study');
  });

  it('refuses a file that does not say which picture it is, and takes one that names no study', () => {
    const asked = { study: '2.25.1', instance: '2.25.2' };
    expect(() => checkAsked(made([]), asked)).toThrow('SOPInstanceUID is missing');
    expect(() => checkAsked(made([[0x00080018, 'UI', '2.25.2\0']]), asked)).not.toThrow();
  });

  it('says what is wrong with a file that is none', () => {
    expect(() => checkAsked(new ArrayBuffer(9), { study: '', instance: '' })).toThrow('not be read as DICOM');
  });
});
