import { decimalOf, decimalsOf, itemOf, stringOf, stringsOf, wordsOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** Part of the values that is spread over black to white (PS3.3 C.11.2.1.2), in modality units. */
export type Window = { readonly center: number; readonly width: number };
export type WindowShape = 'linear' | 'linear-exact' | 'sigmoid';
export type NamedWindow = { readonly name: string; readonly window: Window };

/** PS3.3 C.11.1.1.1: `values[0]` belongs to `first`; values before and behind take the ends. */
export type LookupTable = {
  readonly first: number;
  readonly bits: number;
  readonly values: readonly number[];
};

/** From stored values to grey, as far as the file prescribes it. */
export type GreyScale = {
  readonly slope: number;
  readonly intercept: number;
  readonly modalityTable: LookupTable | null;
  readonly windows: readonly NamedWindow[];
  readonly shape: WindowShape;
  readonly voiTable: LookupTable | null;
  /** MONOCHROME1: small values are bright. */
  readonly inverted: boolean;
};

/** Functional groups of enhanced objects (PS3.3 C.7.6.16): those of all frames, else those of the first. */
function groupOf(set: DataSet, sequence: number): DataSet {
  const shared = itemOf(set, TAGS.SharedFunctionalGroupsSequence);
  const first = itemOf(set, TAGS.PerFrameFunctionalGroupsSequence);
  return (shared && itemOf(shared, sequence)) ?? (first && itemOf(first, sequence)) ?? set;
}

/** The same group of an enhanced object, or the data set itself. */
export const pixelMeasuresOf = (set: DataSet): DataSet => groupOf(set, TAGS.PixelMeasuresSequence);

export function readGreyScale(set: DataSet): GreyScale {
  const transform = groupOf(set, TAGS.PixelValueTransformationSequence);
  const voi = groupOf(set, TAGS.FrameVOILUTSequence);
  const slope = decimalOf(transform, TAGS.RescaleSlope) ?? 1;
  return {
    // A slope of 0 would make every pixel the same.
    slope: slope === 0 ? 1 : slope,
    intercept: decimalOf(transform, TAGS.RescaleIntercept) ?? 0,
    modalityTable: readTable(itemOf(set, TAGS.ModalityLUTSequence)),
    windows: readWindows(voi),
    shape: shapeOf(stringOf(voi, TAGS.VOILUTFunction)),
    voiTable: readTable(itemOf(set, TAGS.VOILUTSequence)),
    inverted: stringOf(set, TAGS.PhotometricInterpretation) === 'MONOCHROME1',
  };
}

function readWindows(set: DataSet): NamedWindow[] {
  const widths = decimalsOf(set, TAGS.WindowWidth);
  const names = stringsOf(set, TAGS.WindowCenterWidthExplanation);
  return decimalsOf(set, TAGS.WindowCenter).flatMap((center, i) => {
    const width = widths[i] ?? 0;
    if (width < 1) return [];
    return [
      { name: names[i] || (i === 0 ? 'As acquired' : `As acquired ${i + 1}`), window: { center, width } },
    ];
  });
}

function shapeOf(name: string): WindowShape {
  if (name === 'SIGMOID') return 'sigmoid';
  return name === 'LINEAR_EXACT' ? 'linear-exact' : 'linear';
}

function readTable(item: DataSet | undefined): LookupTable | null {
  if (!item) return null;
  const [count = 0, first = 0, bits = 16] = wordsOf(item, TAGS.LUTDescriptor);
  const values = wordsOf(item, TAGS.LUTData);
  const wanted = count === 0 ? 65_536 : count;
  return values.length < wanted ? null : { first, bits, values: values.slice(0, wanted) };
}

const lookUp = ({ first, values }: LookupTable, value: number): number =>
  values[Math.min(values.length - 1, Math.max(0, Math.round(value) - first))] ?? 0;

/** Stored value to modality units, e.g. Hounsfield units (PS3.3 C.11.1). */
export const toModality = ({ slope, intercept, modalityTable }: GreyScale, stored: number): number =>
  modalityTable ? lookUp(modalityTable, stored) : stored * slope + intercept;

/** Modality value to 0 … 1, dark to bright (PS3.3 C.11.2.1.2 and C.11.2.1.3). */
export function windowed(value: number, { center, width }: Window, shape: WindowShape): number {
  if (shape === 'sigmoid') return 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'linear-exact') return clamp((value - center) / width + 0.5);
  return width <= 1 ? Number(value > center - 0.5) : clamp((value - (center - 0.5)) / (width - 1) + 0.5);
}

const clamp = (x: number): number => Math.max(0, Math.min(1, x));

/** Grey (0 … 255) of every stored value from `min` to `max`. `window` null: the file's own lookup table. */
export function greyTable(
  scale: GreyScale,
  window: Window | null,
  invert: boolean,
  min: number,
  max: number,
): Uint8ClampedArray {
  const table = new Uint8ClampedArray(max - min + 1);
  const flip = scale.inverted !== invert;
  const { voiTable, shape } = scale;
  for (let stored = min; stored <= max; stored += 1) {
    const value = toModality(scale, stored);
    const share =
      window || !voiTable
        ? windowed(value, window ?? { center: 0, width: 1 }, shape)
        : lookUp(voiTable, value) / (2 ** voiTable.bits - 1);
    table[stored - min] = 255 * (flip ? 1 - share : share);
  }
  return table;
}
