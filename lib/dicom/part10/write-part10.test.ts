import { describe, expect, it } from 'vitest';
import { vrOf } from '../dictionary.ts';
import { doubleOf, itemOf, longOf, stringOf, wordOf, wordsOf } from './attribute-values.ts';
import {
  type DataSet,
  type DicomElement,
  EXPLICIT_BIG_ENDIAN,
  EXPLICIT_LITTLE_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
} from './data-set.ts';
import { isRefusal, readPart10 } from './read-part10.ts';
import { asciiElement, writePart10 } from './write-part10.ts';

const REGIONS = 0x00186011;

function numbers(tag: number, vr: string, size: number, fill: (view: DataView, little: boolean) => void) {
  return (bigEndian: boolean): DicomElement => {
    const view = new DataView(new ArrayBuffer(size));
    fill(view, !bigEndian);
    const bytes = new Uint8Array(view.buffer);
    return { kind: 'value', tag, vr, bytes, ...(bigEndian ? { bigEndian } : {}) };
  };
}

const VALUES = [
  numbers(0x00186012, 'US', 2, (view, little) => view.setUint16(0, 1, little)),
  numbers(0x00186018, 'UL', 4, (view, little) => view.setUint32(0, 70_000, little)),
  numbers(0x0018602c, 'FD', 8, (view, little) => view.setFloat64(0, 0.0375, little)),
  numbers(0x00209165, 'AT', 4, (view, little) => {
    view.setUint16(0, 0x0020, little);
    view.setUint16(2, 0x9111, little);
  }),
];

const setOf = (elements: readonly DicomElement[]): DataSet =>
  new Map(elements.map((element) => [element.tag, element]));
const region = (bigEndian: boolean): DataSet =>
  setOf([...VALUES.map((value) => value(bigEndian)), asciiElement(0x00185010, 'LO', 'probe')]);

function readAgain(body: DataSet, transferSyntax: string): DataSet {
  const bytes = writePart10({ sopClass: '1.2.3', sopInstance: '1.2.4', transferSyntax, body });
  const file = readPart10(bytes, { vrOf });
  if (isRefusal(file)) throw new Error(file.refusal);
  return file.body;
}

const shown = (set: DataSet) => [
  wordOf(set, 0x00186012),
  longOf(set, 0x00186018),
  doubleOf(set, 0x0018602c),
  wordsOf(set, 0x00209165),
  stringOf(set, 0x00185010),
];

describe('writePart10', () => {
  const SYNTAXES = [EXPLICIT_LITTLE_ENDIAN, EXPLICIT_BIG_ENDIAN, IMPLICIT_LITTLE_ENDIAN];

  it.each(SYNTAXES)('writes numbers of either byte order in the one of %s', (syntax) => {
    for (const bigEndian of [false, true]) {
      const inside: DicomElement = { kind: 'sequence', tag: REGIONS, vr: 'SQ', items: [region(bigEndian)] };
      const body = readAgain(setOf([...region(!bigEndian).values(), inside]), syntax);
      const expected = [1, 70_000, 0.0375, [0x0020, 0x9111], 'probe'];
      expect(shown(body)).toEqual(expected);
      expect(shown(itemOf(body, REGIONS) ?? new Map())).toEqual(expected);
    }
  });

  it('leaves bytes and the values that it was given as they are', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const body = setOf([
      { kind: 'value', tag: 0x00420011, vr: 'OB', bytes, bigEndian: true },
      { kind: 'value', tag: 0x7fe00010, vr: 'OW', bytes, bigEndian: true },
    ]);
    const again = readAgain(body, EXPLICIT_LITTLE_ENDIAN);
    expect([again.get(0x00420011), again.get(0x7fe00010)]).toMatchObject([
      { bytes: Uint8Array.of(1, 2, 3, 4) },
      { bytes: Uint8Array.of(2, 1, 4, 3) },
    ]);
    expect(bytes).toEqual(Uint8Array.of(1, 2, 3, 4));
  });
});
