import type { Notes } from './notes.ts';
import { type OverlayPlane, overlayMask, planesVary, readOverlayPlanes } from './overlay-planes.ts';
import type { DataSet } from './part10/data-set.ts';
import type { Picture } from './picture.ts';
import type { Shutter } from './shutter.ts';
import type { Keyword } from './tags.ts';
import { TAGS } from './tags.ts';

/** What is drawn over the pixels, told from the header. */
export type PictureOverlays = {
  readonly planes: readonly OverlayPlane[];
  /** Groups that cover the picture instead of being drawn over it. */
  readonly covering: ReadonlySet<number>;
  /** The planes differ from frame to frame. */
  readonly vary: boolean;
};

/** The planes of one frame, rows × columns of the picture, 1 where a plane is set; `null` where it has none. */
export type FramePlanes = { readonly marks: Uint8Array | null; readonly cover: Uint8Array | null };

export function readOverlays(
  picture: Picture,
  shutters: readonly (Shutter | null)[],
  notes: Notes,
): PictureOverlays {
  const planes = readOverlayPlanes(picture, notes);
  const covering = new Set(shutters.flatMap((shutter) => shutter?.group ?? []));
  for (const group of covering)
    if (!planes.some((plane) => plane.group === group))
      notes.add(
        'ShutterOverlayGroup',
        'A bitmap shutter of the picture is not applied: its plane is missing.',
      );
  noteUndrawn(picture.file.set, notes);
  return { planes, covering, vary: planesVary(planes) };
}

/** All planes of frame `index` in one. */
export function framePlanes(
  picture: Picture,
  { planes, covering }: PictureOverlays,
  index: number,
): FramePlanes {
  const joined = (covers: boolean): Uint8Array | null =>
    planes
      .filter(({ group }) => covering.has(group) === covers)
      .map((plane) => overlayMask(picture, plane, index))
      .reduce((all, mask) => (all && mask ? all.map((bit, i) => bit | (mask[i] ?? 0)) : (all ?? mask)), null);
  return { marks: joined(false), cover: joined(true) };
}

/** Retired or separate things that belong to a picture and are not drawn: said, so that nobody waits for them. */
const UNDRAWN: readonly (readonly [Keyword, string])[] = [
  ['ReferencedOverlaySequence', 'The picture has overlays in other files, which are not drawn.'],
  ['ReferencedCurveSequence', 'The picture has curves in other files, which are not drawn.'],
  ['ReferencedPresentationStateSequence', 'The file names a presentation state, which is not applied.'],
  ['GraphicAnnotationSequence', 'The file holds graphics and text over the picture, which are not drawn.'],
];

function noteUndrawn(set: DataSet, notes: Notes): void {
  for (const [keyword, message] of UNDRAWN) if (set.has(TAGS[keyword])) notes.add(keyword, message);
  const hasCurve = [...set.keys()].some((tag) => tag >>> 24 === 0x50 && (tag & 0xffff) === 0x3000);
  if (hasCurve) notes.add('CurveData', 'The file holds curves (group 50xx), which are not drawn.');
}
