// Where pictures and what was read from them stand on the patient page, and which model inputs are read from each.
import type { Moment } from '#lib/clinical/moment.ts';
import { measuredAt } from '#lib/modalities/imaging/finding-features.ts';
import type { ImagingSlice } from '#lib/modalities/imaging/slice.ts';

export const IMAGING_ANCHOR = 'imaging';

/** Id of a picture in small, by its SOP Instance UID: a link to it opens it. */
export const pictureAnchor = (instance: string): string => `picture-${instance}`;

/** Id of a finding among what was measured in pictures and what networks read, e.g. of `ejection-fraction`. */
export const findingAnchor = (id: string): string => `finding-${id}`;

/** The picture of a place; `null`: the place is none. */
export const pictureIn = (place: string): string | null => /^picture-(.+)$/.exec(place)?.[1] ?? null;

/** Whether a place lies among the pictures. */
export const isAmongPictures = (place: string): boolean => /^(?:picture|finding)-/.test(place);

const MEASURE = /^(?:radiograph|echo)\.(.+)$/;
const EVER: Moment = { ms: Number.MAX_SAFE_INTEGER, recorded: '', precision: 'time' };

/**
 * Where a measure can be seen: the very picture that a network read it from, unless somebody measured it, whose value then
 * stands among the findings.
 */
export function imagingAnchor(measure: string, slice: ImagingSlice | undefined): string {
  const [, id] = MEASURE.exec(measure) ?? [];
  if (id === undefined || !slice) return IMAGING_ANCHOR;
  const [newest] = (slice.findings ?? [])
    .filter((finding) => finding.id === id)
    .toSorted((a, b) => b.time.ms - a.time.ms);
  if (measuredAt(slice, id, EVER) !== undefined) return findingAnchor(id);
  return newest ? pictureAnchor(newest.instance) : IMAGING_ANCHOR;
}
