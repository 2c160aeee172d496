import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { nameOfKind } from './known-kinds.ts';
import { sortFiles } from './sort-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const padded = (head: Uint8Array, length = 600) => {
  const whole = new Uint8Array(length);
  whole.set(head);
  return whole;
};
const at = (place: number, text: string) => {
  const whole = padded(new Uint8Array(), 600).fill(1);
  whole.set(bytes(text), place);
  return whole;
};

async function said(name: string, content: Uint8Array) {
  const { issues } = await sortFiles([{ name, bytes: new Blob([new Uint8Array(content)]) }], () => undefined);
  return issues.map(({ code, message }) => `${code}: ${message}`).join();
}

describe('files that nothing reads', () => {
  it.each([
    ['photo.jpg', padded(hex('ffd8ffe000104a464946')), 'a JPEG picture'],
    ['scan.pdf', bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'a PDF document'],
    ['a.fit', padded(hex('0e10d907a00000002e464954')), 'a FIT file'],
    ['night.edf', bytes(`0       ${' '.repeat(500)}`), 'an EDF recording'],
    ['adt.hl7', bytes('MSH|^~\\&|LAB|A|EHR|B|20260301||ORU^R01|1|P|2.5\rPID|1||1'), 'an HL7 v2 message'],
    ['ccd.xml', bytes('<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">'), 'a C-CDA document'],
    ['p.xml', bytes('<Patient xmlns="http://hl7.org/fhir"><id value="1"/></Patient>'), 'FHIR as XML'],
    ['book.xls', padded(hex('d0cf11e0a1b11ae1')), 'an older Excel'],
    ['me.mov', at(4, 'ftypqt  '), 'a film'],
    ['img.heic', at(4, 'ftypheic'), 'a HEIC picture'],
    ['a.tar', at(257, 'ustar'), 'a tar archive'],
    ['page.html', bytes('<!DOCTYPE html><html>'), 'a web page'],
    [
      'book.xlsx',
      zipSync({ '[Content_Types].xml': bytes('<x/>'), 'xl/workbook.xml': bytes('<x/>') }),
      'an Excel workbook',
    ],
    ['letter.docx', zipSync({ 'word/document.xml': bytes('<x/>') }), 'a Word document'],
    ['table.csv', bytes('country,capital\nFrance,Paris\n'), 'a table without columns of time'],
    ['a.nii.gz', gzipSync(at(344, 'n+1')), 'gzip, and in it a NIfTI volume'],
    [
      'oxygen.csv',
      bytes('timestamp,Infrared to Red Signal Ratio\n03/01/26 22:00:00,-12\n'),
      'Fitbit’s ratio',
    ],
    ['settings.ini', bytes('[Main]\nvalue=1\n'), 'a file of settings'],
    ['x.bin', padded(hex('0000010203040506')), 'a binary file'],
    ['letter.dcm', bytes('Dear colleague'), 'plain text'],
  ])('are named for what they are: %s', async (name, content, what) => {
    const message = await said(name, content);
    expect(message).toContain(`file-kind: This is ${what}`);
    expect(message).not.toContain('DICOM:');
  });

  it('have one name whatever their bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (head) => {
        expect(nameOfKind(head, new TextDecoder().decode(head)).length).toBeGreaterThan(3);
      }),
    );
  });
});
