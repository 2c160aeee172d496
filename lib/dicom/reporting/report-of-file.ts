import { isRefusal, readPart10 } from '#lib/dicom/part10/read-part10.ts';
import { asciiText, characterSetOf, textOf } from '#lib/dicom/part10/text-value.ts';
import type { MeasurementKind, MeasurementReport } from '#lib/dicom/reporting/measurement-report.ts';

/** A number from the viewer, in the unit of its kind. */
export type MeasuredValue = {
  readonly kind: MeasurementKind;
  readonly value: number;
  readonly method?: string;
  /** Counted from 1; absent where the picture has one frame. */
  readonly frame?: number;
};

const pad = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');

/** ISO 8601 with the zone of this machine. */
export function localTime(now: Date): string {
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? '-' : '+'}${pad(offset / 60)}:${pad(offset % 60)}`;
}

/**
 * What was measured in a picture, with the picture's own statement of whose and which it is.
 * A refusal says why the file cannot be referred to.
 */
export function reportOfFile(
  bytes: Uint8Array,
  measured: readonly MeasuredValue[],
  now: Date,
): MeasurementReport | { readonly refusal: string } {
  const file = readPart10(bytes, { untilPixels: true });
  if (isRefusal(file)) return file;
  const characterSet = characterSetOf(file.body);
  const text = (tag: number) => textOf(file.body.get(tag), characterSet);
  const code = (tag: number) => asciiText(file.body.get(tag));
  const image = {
    studyUid: code(0x0020000d),
    seriesUid: code(0x0020000e),
    instanceUid: code(0x00080018),
    sopClassUid: code(0x00080016),
  };
  if (Object.values(image).includes(''))
    return { refusal: 'the file does not say which study, series and picture it is' };
  return {
    format: 'consilium-measurements',
    version: 1,
    patient: {
      id: text(0x00100020),
      name: text(0x00100010),
      birthDate: code(0x00100030),
      sex: code(0x00100040),
    },
    studyDate: code(0x00080020),
    studyTime: code(0x00080030),
    measured: localTime(now),
    measurements: measured.map(({ frame, ...one }) => ({
      ...one,
      image: { ...image, ...(frame !== undefined && { frame }) },
    })),
  };
}
