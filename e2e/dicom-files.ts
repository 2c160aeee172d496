import type { Patient } from 'fhir/r4';
import { asciiElement, writePart10 } from '#lib/dicom/part10/write-part10.ts';
import { HEALTHY } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderEchocardiogram } from '#lib/simulator/imaging/echocardiogram/render-echocardiogram.ts';
import type { ImagedPerson } from '#lib/simulator/imaging/imaged-person.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import type { Upload } from './uploads.ts';

const MOMENT = { study: 0, ms: Date.UTC(2026, 8, 29, 16) };

export const dicomFile = (name: string, bytes: Uint8Array): Upload => ({
  name,
  mimeType: 'application/dicom',
  buffer: Buffer.from(bytes),
});

export const person = (index: number): ImagedPerson => samplePerson(77, index);

/** A person whose pictures bear the number, birth date and sex of a chart's patient. */
export const personOf = (patient: Patient, index: number): ImagedPerson => ({
  ...person(index),
  recordNumber: patient.identifier?.[0]?.value ?? '',
  birthDate: patient.birthDate ?? '',
  sex: patient.gender === 'male' ? 'male' : 'female',
});

export const radiograph = (of: ImagedPerson): Uint8Array =>
  renderChestRadiograph(of, HEALTHY, MOMENT, { projection: 'PA', shortcut: { strength: 0, marked: false } })
    .dicom;

export async function echocardiogram(of: ImagedPerson): Promise<Uint8Array> {
  const heart = { ejectionFraction: 40, endDiastolicVolume: 150, heartRate: 70, wallMotion: null };
  return renderEchocardiogram(of, heart, MOMENT, { dropout: 0.3 }, await loadJpegEncoder()).dicom;
}

/** A DICOM file of a few hundred bytes, one of `index` in a series of a hundred. */
export function tinyFile(index: number): Uint8Array {
  const series = `2.25.7.${Math.floor(index / 100) + 1}`;
  const elements = [
    asciiElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    asciiElement(0x00080018, 'UI', `${series}.${index + 1}`),
    asciiElement(0x00080060, 'CS', 'OT'),
    asciiElement(0x00100010, 'PN', 'Tiny^Files'),
    asciiElement(0x00100020, 'LO', 'TINY-1'),
    asciiElement(0x0020000d, 'UI', '2.25.7'),
    asciiElement(0x0020000e, 'UI', series),
  ];
  return writePart10({
    sopClass: '1.2.840.10008.5.1.4.1.1.7',
    sopInstance: `${series}.${index + 1}`,
    transferSyntax: '1.2.840.10008.1.2.1',
    body: new Map(elements.map((element) => [element.tag, element])),
  });
}
