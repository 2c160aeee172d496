import { toModality, type Voi } from './grey-scale.ts';
import type { Look } from './grey-table.ts';
import type { Levels } from './levels.ts';
import { windowOfLevels } from './levels.ts';
import type { FrameHeader, PictureHeader } from './picture-header.ts';
import { type Window, windowOf } from './window.ts';

type Preset = { readonly name: string; readonly look: Look };

type NamedWindow = { readonly name: string; readonly window: Window };

const CT: readonly NamedWindow[] = [
  { name: 'Soft tissue', window: { center: 40, width: 400, shape: 'linear' } },
  { name: 'Lung', window: { center: -600, width: 1500, shape: 'linear' } },
  { name: 'Bone', window: { center: 480, width: 2500, shape: 'linear' } },
];

/** Shares of the span from dark to bright: radiographs have no unit, so their windows follow the picture's own values. */
const RADIOGRAPH: readonly (readonly [name: string, from: number, to: number])[] = [
  ['Whole range', 0, 1],
  ['Lungs', 0, 0.65],
  ['Mediastinum', 0.4, 1],
  ['Bones', 0.6, 1.05],
];

/** All of what 8 bits can hold. */
const IDENTITY = windowOf(0, 255);

/** How a picture is drawn before anything is known of its values. */
export const PLAIN: Look = { choice: { kind: 'own', at: 0, otherwise: IDENTITY }, invert: false };

/** Whether the file itself says how its grey is drawn: a window, a table, or 8 bits that are what they are. */
export const isPrescribed = (header: PictureHeader): boolean =>
  header.coloured || richest(header).length > 0 || identityOf(header) !== null;

/** Ways of drawing on offer, the file's own first; without `levels` those that need none. None for colour. */
export function presetsOf(header: PictureHeader, levels: Levels | null): Preset[] {
  if (header.coloured) return [];
  const identity = identityOf(header);
  const automatic = levels ? [{ name: 'Automatic', window: windowOfLevels(levels) }] : [];
  const whole = identity ? [{ name: 'All values', window: identity }] : [];
  const offered = isInHounsfield(header) ? CT : relative(header, levels);
  const windows = [...whole, ...automatic, ...offered];
  const otherwise = windows[0]?.window ?? IDENTITY;
  const own = richest(header).map(({ name }, at): Preset => {
    return { name, look: { choice: { kind: 'own', at, otherwise }, invert: false } };
  });
  return [
    ...own,
    ...windows.map(({ name, window }): Preset => {
      return { name, look: { choice: { kind: 'window', window }, invert: false } };
    }),
  ];
}

/** Windows for tissues are of Hounsfield units; a CT without them has none. */
const isInHounsfield = ({ perFrame }: PictureHeader): boolean => perFrame[0]?.greyScale.rescale.unit === 'HU';

/** The frame with the most windows and tables names them for all. */
function richest({ perFrame }: PictureHeader): readonly Voi[] {
  return perFrame.reduce<readonly Voi[]>(
    (most, { greyScale }) => (greyScale.vois.length > most.length ? greyScale.vois : most),
    [],
  );
}

const scaleKey = ({ greyScale: { rescale } }: FrameHeader): string => `${rescale.slope} ${rescale.intercept}`;

/** Up to 8 bits that the file does not window stand for themselves; `null` for more, or where frames differ in meaning. */
function identityOf({ bitsStored, perFrame, signed }: PictureHeader): Window | null {
  const [first] = perFrame;
  if (!first || bitsStored > 8 || perFrame.some((frame) => scaleKey(frame) !== scaleKey(first))) return null;
  const { modalityTable } = first.greyScale;
  if (modalityTable) return modalityTable.top <= 255 ? windowOf(0, modalityTable.top) : null;
  const least = signed ? -(2 ** (bitsStored - 1)) : 0;
  const ends = [least, least + 2 ** bitsStored - 1].map((stored) => toModality(first.greyScale, stored));
  return windowOf(Math.min(...ends), Math.max(...ends));
}

function relative({ perFrame }: PictureHeader, levels: Levels | null): NamedWindow[] {
  if (!levels) return [];
  const { low, high } = levels;
  const inverted = perFrame[0]?.greyScale.inverted ?? false;
  const at = (share: number): number => (inverted ? high - share * (high - low) : low + share * (high - low));
  return RADIOGRAPH.map(([name, from, to]) => {
    const ends = [at(from), at(to)];
    return { name, window: windowOf(Math.min(...ends), Math.max(...ends)) };
  });
}
