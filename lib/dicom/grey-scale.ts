import { groupOf } from './functional-groups.ts';
import { type LookupTable, lookUp, type ReadTable, readLookupTable } from './lookup-table.ts';
import type { Notes } from './notes.ts';
import { type Padding, readPadding } from './padding.ts';
import { itemOf, itemsOf, stringOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import type { PixelFormat } from './picture.ts';
import { type Rescale, readRescale } from './rescale.ts';
import { TAGS } from './tags.ts';
import { readWindows, type Window } from './window.ts';

/** What the file says of the way from modality values to grey: a window, or a table. */
export type Voi =
  | { readonly kind: 'window'; readonly name: string; readonly window: Window }
  | { readonly kind: 'table'; readonly name: string; readonly table: LookupTable };

/** From the stored values of one frame to grey, as far as the file prescribes it (PS3.3 C.11, PS3.4 annex N.2). */
export type GreyScale = {
  readonly rescale: Rescale;
  readonly modalityTable: LookupTable | null;
  /** The file's own, tables first; any of them may be chosen (PS3.3 C.11.2). */
  readonly vois: readonly Voi[];
  /** Small values are bright: MONOCHROME1, or Presentation LUT Shape INVERSE. */
  readonly inverted: boolean;
  readonly presentationTable: LookupTable | null;
  readonly padding: Padding | null;
};

/** Grey scales of every frame; frames that share their values share the object. */
export function readGreyScales(set: DataSet, format: PixelFormat, notes: Notes): GreyScale[] {
  const common = {
    modalityTable: readModalityTable(set, format, notes),
    inverted: isInverted(set, notes),
    presentationTable: readPresentationTable(set, notes),
    padding: readPadding(set, format),
  };
  const scales = new Map<DataSet, Map<DataSet, GreyScale>>();
  return Array.from({ length: format.frames }, (_, frame) => {
    const transform = groupOf(set, TAGS.PixelValueTransformationSequence, frame);
    const voi = groupOf(set, TAGS.FrameVOILUTSequence, frame);
    const ofTransform = scales.get(transform) ?? new Map<DataSet, GreyScale>();
    scales.set(transform, ofTransform);
    const scale = ofTransform.get(voi) ?? read(set, transform, voi, format, common, notes);
    ofTransform.set(voi, scale);
    return scale;
  });
}

type Common = Omit<GreyScale, 'rescale' | 'vois'>;

function read(
  set: DataSet,
  transform: DataSet,
  voi: DataSet,
  format: PixelFormat,
  common: Common,
  notes: Notes,
): GreyScale {
  const rescale = readRescale(set, transform, common.modalityTable !== null, notes);
  const scale = { ...common, rescale, vois: [] };
  const lowest = Math.min(...extremesOf(format).map((stored) => toModality(scale, stored)));
  const windows = readWindows(voi, notes).map((one) => ({ kind: 'window' as const, ...one }));
  return { ...scale, vois: [...readVoiTables(voi, lowest < 0, notes), ...windows] };
}

/** Smallest and largest stored value that the pixels can have. */
const extremesOf = ({ signed, bitsStored, float }: PixelFormat): readonly [number, number] => {
  if (float) return [0, 0];
  return signed ? [-(2 ** (bitsStored - 1)), 2 ** (bitsStored - 1) - 1] : [0, 2 ** bitsStored - 1];
};

function readModalityTable(set: DataSet, { signed }: PixelFormat, notes: Notes): LookupTable | null {
  const item = itemOf(set, TAGS.ModalityLUTSequence);
  const table = item ? readLookupTable(item, { signedInput: signed, signedOutput: true }) : null;
  if (typeof table !== 'string') return table;
  notes.add(
    'ModalityLUTSequence',
    `The table that gives the values their meaning is not used: ${table}. Values have no unit.`,
  );
  return null;
}

function readVoiTables(set: DataSet, signedInput: boolean, notes: Notes): Voi[] {
  const items = itemsOf(set, TAGS.VOILUTSequence);
  return items.flatMap((item, i): Voi[] => {
    const table: ReadTable = readLookupTable(item, { signedInput, signedOutput: false });
    if (typeof table === 'string') {
      notes.add('VOILUTSequence', `A grey table of the file is not used: ${table}.`);
      return [];
    }
    const number = items.length > 1 ? ` ${i + 1}` : '';
    return [{ kind: 'table', name: table.explanation || `Lookup table of the file${number}`, table }];
  });
}

/** The first input of a presentation table is always the darkest grey (PS3.3 C.11.6.1). */
function readPresentationTable(set: DataSet, notes: Notes): LookupTable | null {
  const item = itemOf(set, TAGS.PresentationLUTSequence);
  const table = item ? readLookupTable(item, { signedInput: false, signedOutput: false }) : null;
  if (typeof table !== 'string') return table;
  notes.add('PresentationLUTSequence', `The presentation table of the file is not used: ${table}.`);
  return null;
}

/**
 * The two attributes must agree (PS3.3 C.8.11.3.1.2). Where they do not, either of them that asks for it inverts once, as
 * most viewers have it, and the contradiction is noted.
 */
function isInverted(set: DataSet, notes: Notes): boolean {
  const isNegative = stringOf(set, TAGS.PhotometricInterpretation) === 'MONOCHROME1';
  const shape = stringOf(set, TAGS.PresentationLUTShape).toUpperCase();
  const agrees = shape === '' || (shape === 'INVERSE') === isNegative;
  if (!agrees)
    notes.add(
      'PresentationLUTShape',
      `The file calls its pixels ${isNegative ? 'MONOCHROME1 (small values bright)' : 'MONOCHROME2 (small values dark)'} and its presentation ${shape}, which contradict each other: it is shown with small values bright. “Invert” shows the other.`,
    );
  return isNegative || shape === 'INVERSE';
}

/** Stored value to modality units, e.g. Hounsfield units (PS3.3 C.11.1). */
export const toModality = (
  { rescale, modalityTable }: Pick<GreyScale, 'rescale' | 'modalityTable'>,
  stored: number,
): number => (modalityTable ? lookUp(modalityTable, stored) : stored * rescale.slope + rescale.intercept);
