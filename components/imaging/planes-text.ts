import type { PictureHeader } from '#lib/dicom/picture-header.ts';

/** `2 overlay planes (Marks) and a shutter, drawn`; empty where the picture has neither. */
export function planesText({ overlays, perFrame }: PictureHeader, drawn = true): string {
  const marks = overlays.planes.filter(({ group }) => !overlays.covering.has(group));
  const labels = marks.map(({ label }) => label).filter((label) => label !== '');
  const names = labels.length > 0 ? ` (${labels.join(', ')})` : '';
  const count = marks.length === 1 ? 'An overlay plane' : `${marks.length} overlay planes`;
  const parts = [
    marks.length > 0 ? `${count}${names}` : '',
    perFrame.some(({ shutter }) => shutter !== null) ? (marks.length > 0 ? 'a shutter' : 'A shutter') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(' and ')}, ${drawn ? 'drawn' : 'hidden'}`;
}
