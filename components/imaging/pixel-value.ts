import { type GreyFrame, storedAt } from '#lib/dicom/display-frame.ts';
import { type GreyScale, toModality } from '#lib/dicom/grey-scale.ts';
import { isPadding } from '#lib/dicom/padding.ts';
import type { FrameHeader } from '#lib/dicom/picture-header.ts';
import { type RealWorldMapping, realWorldValue } from '#lib/dicom/real-world-value.ts';

/** The modality's value of a pixel with its unit, and what it stands for in the world where the file says it; not the grey on the screen. */
export function pixelValueText(
  { greyScale, realWorld }: FrameHeader,
  frame: GreyFrame,
  pixel: number,
): string {
  const stored = storedAt(frame, pixel);
  if (!Number.isFinite(stored)) return 'no number';
  if (isPadding(frame.blank, frame.codes[pixel] ?? 0)) return 'outside the picture (padding)';
  const worlds = realWorld.flatMap((mapping) => realWorldText(mapping, stored));
  return [modalityText(greyScale, stored), ...worlds].join('; ');
}

function modalityText(greyScale: GreyScale, stored: number): string {
  const { unit } = greyScale.rescale;
  return `${short(toModality(greyScale, stored))} ${unit || '(no unit)'}`;
}

function realWorldText(mapping: RealWorldMapping, stored: number): string[] {
  const value = realWorldValue(mapping, stored);
  if (value === null) return [];
  const label = mapping.label ? ` (${mapping.label})` : '';
  return [`${short(value)} ${mapping.unit === '1' ? '' : mapping.unit}`.trim() + label];
}

const short = (value: number): number => Number(value.toPrecision(6));
