import type { DisplayFrame } from '#lib/dicom/display-frame.ts';
import { toModality, type Window } from '#lib/dicom/grey-scale.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import type { Look } from './draw-frame.ts';

export type Preset = { readonly name: string; readonly look: Look };

const CT: readonly (readonly [name: string, center: number, width: number])[] = [
  ['Soft tissue', 40, 400],
  ['Lung', -600, 1500],
  ['Bone', 480, 2500],
];

/** Shares of the span from dark to bright: radiographs have no unit, so their windows follow the picture's own values. */
const RADIOGRAPH: readonly (readonly [name: string, from: number, to: number])[] = [
  ['Whole range', 0, 1],
  ['Lungs', 0, 0.65],
  ['Mediastinum', 0.4, 1],
  ['Bones', 0.6, 1.05],
];

const between = (from: number, to: number): Window => ({
  center: (from + to) / 2 + 0.5,
  width: Math.max(1, Math.abs(to - from) + 1),
});

/** Windows on offer, the file's own first. None for colour. */
export function presetsOf(header: PictureHeader, frame: DisplayFrame): Preset[] {
  if (frame.kind === 'colour') return [];
  const { greyScale, labels } = header;
  const value = (code: number) => toModality(greyScale, code * frame.step + frame.start);
  const [low, high] = [value(frame.low), value(frame.high)].sort((a, b) => a - b) as [number, number];
  const own = greyScale.windows.map(({ name, window }) => ({ name, window }));
  const automatic = { name: 'Automatic', window: between(low, high) };
  const offered = labels.modality === 'CT' ? computed() : relative(low, high, greyScale.inverted);
  const table = greyScale.voiTable ? [{ name: 'Lookup table of the file', window: null }] : [];
  return [...table, ...own, automatic, ...offered].map(({ name, window }) => ({
    name,
    look: { window, invert: false },
  }));
}

const computed = () => CT.map(([name, center, width]) => ({ name, window: { center, width } }));

function relative(low: number, high: number, inverted: boolean) {
  const at = (share: number): number => (inverted ? high - share * (high - low) : low + share * (high - low));
  return RADIOGRAPH.map(([name, from, to]) => ({ name, window: between(at(from), at(to)) }));
}
