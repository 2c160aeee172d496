import type { OpenImage } from '#lib/dicom/open-image.ts';

/**
 * Why it cannot be told whose or which picture this is; `null` when nothing speaks against it.
 *
 * @param own    record number of the file, empty when it has none
 * @param chart  record number of the chart that it stands in, `null` when it stands in none
 */
export function doubtOf({ disputed }: OpenImage, own: string, chart: string | null): string | null {
  if (disputed !== undefined) return disputed;
  if (chart === null || own === '' || own === chart) return null;
  return 'The file’s record number is not the chart’s: this may be another patient’s picture.';
}
