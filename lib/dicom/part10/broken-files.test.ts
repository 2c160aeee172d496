import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { concatenate, greyElements, type Made, makeFile } from '../fixtures/make-file.ts';
import { bytesOf, itemOf, stringOf, wordOf } from './attribute-values.ts';
import { MalformedData } from './byte-reader.ts';
import type { DataSet, Part10File } from './data-set.ts';
import { inflate } from './inflate.ts';
import { isRefusal, readPart10 } from './read-part10.ts';

const IMPLICIT = '1.2.840.10008.1.2';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const DEFLATED = '1.2.840.10008.1.2.1.99';
const SOP_CLASS: Made = [0x00080016, 'UI', '1.2.3'];
const REGIONS = 0x00186011;
const UNLIMITED = 0xffffffff;

const read = (bytes: Uint8Array): Part10File => {
  const file = readPart10(bytes);
  if (isRefusal(file)) throw new Error(file.refusal);
  return file;
};

function head(tag: number, length: number, little = true): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(0, tag >>> 16, little);
  view.setUint16(2, tag & 0xffff, little);
  view.setUint32(4, length, little);
  return new Uint8Array(view.buffer);
}

/** An element without a representation, an item, or a delimiter. */
const implicit = (tag: number, value: Uint8Array, length = value.length, little = true): Uint8Array =>
  concatenate([head(tag, length, little), value]);

const word = (value: number, little = true): Uint8Array => {
  const view = new DataView(new ArrayBuffer(2));
  view.setUint16(0, value, little);
  return new Uint8Array(view.buffer);
};
const letters = (text: string) => new TextEncoder().encode(text);
const item = (value: Uint8Array) => implicit(0xfffee000, value);
const behind = (bytes: Uint8Array, ...parts: Uint8Array[]) => concatenate([bytes, ...parts]);

describe('a file that breaks off', () => {
  const whole = makeFile([
    SOP_CLASS,
    [0x00100010, 'PN', 'Vega^Rowan'],
    [0x7fe00010, 'OB', new Uint8Array(9)],
  ]);

  it('keeps what stands before, and names the element', () => {
    const { body, fault } = read(whole.subarray(0, -4));
    expect(stringOf(body, 0x00100010)).toBe('Vega^Rowan');
    expect(fault).toEqual({ tag: 0x7fe00010, cut: true, reason: 'it ends within (7FE0,0010)' });
    expect(read(whole).fault).toBeNull();
  });

  it.each([1, 3, 7])('in %i stray bytes at its end has a fault too', (count) => {
    const { body, fault } = read(behind(whole, new Uint8Array(count).fill(9)));
    expect(body.has(0x7fe00010)).toBe(true);
    expect(fault).toMatchObject({ cut: true });
  });

  it('at an item that is none says so', () => {
    const sequence = concatenate([letters('SQ'), new Uint8Array(2), new Uint8Array(4).fill(0xff)]);
    const element = concatenate([head(REGIONS, 0).subarray(0, 4), sequence, head(0x00280010, 2)]);
    const { body, fault } = read(behind(makeFile([SOP_CLASS]), element));
    expect(body.size).toBe(1);
    expect(fault).toEqual({
      tag: REGIONS,
      cut: false,
      reason: '(0028,0010) stands where an item of a sequence should',
    });
  });

  it('before the delimiter of its fragments is whole, and inside a fragment is not', () => {
    const pixels = concatenate([head(0x7fe00010, 0).subarray(0, 4), letters('OB'), new Uint8Array(2)]);
    const open = behind(makeFile([SOP_CLASS]), pixels, new Uint8Array(4).fill(0xff), item(new Uint8Array()));
    const element = read(behind(open, item(word(7)))).body.get(0x7fe00010);
    expect(element?.kind === 'fragments' && element.fragments.map(({ length }) => length)).toEqual([0, 2]);
    const cut = read(behind(open, item(word(7)).subarray(0, -1)));
    expect([cut.body.has(0x7fe00010), cut.fault?.tag]).toEqual([false, 0x7fe00010]);
  });
});

describe('the encoding of a file', () => {
  it('may leave out the representations: a sequence is known by its items', () => {
    const region = implicit(0x00186012, word(1));
    const file = read(
      behind(
        makeFile([], IMPLICIT),
        implicit(0x00080016, letters('1.2.3 ')),
        implicit(REGIONS, item(region)),
      ),
    );
    const first = itemOf(file.body, REGIONS);
    expect(first && wordOf(first, 0x00186012)).toBe(1);
    expect(
      bytesOf(
        read(behind(makeFile([], IMPLICIT), implicit(0x00091001, head(0xfffee000, 99)))).body,
        0x00091001,
      ),
    ).toHaveLength(8);
  });

  it('may be another than the transfer syntax says', () => {
    expect(wordOf(read(makeFile([SOP_CLASS, [0x00280010, 'US', [5]]], IMPLICIT)).body, 0x00280010)).toBe(5);
    const mixed = behind(makeFile([SOP_CLASS]), implicit(0x00280010, word(5)));
    expect(wordOf(read(mixed).body, 0x00280010)).toBe(5);
  });

  it('may hold representations of a later standard, with long or short lengths', () => {
    const short = concatenate([head(0x00091002, 0).subarray(0, 4), letters('YY'), word(2), word(8)]);
    const { body } = read(behind(makeFile([SOP_CLASS, [0x00091001, 'ZZ', word(7)]]), short));
    expect([wordOf(body, 0x00091001), wordOf(body, 0x00091002)]).toEqual([7, 8]);
    expect([body.get(0x00091001)?.vr, body.get(0x00091002)?.vr]).toEqual(['ZZ', 'YY']);
  });

  it('has an order of bytes, which a sequence of unknown representation does not share', () => {
    const us = concatenate([
      head(0x00280010, 0, false).subarray(0, 4),
      letters('US'),
      word(2, false),
      word(5, false),
    ]);
    const un = concatenate([
      head(REGIONS, 0, false).subarray(0, 4),
      letters('UN'),
      new Uint8Array(2),
      new Uint8Array(4).fill(0xff),
    ]);
    const region = concatenate([item(implicit(0x00186012, word(1))), head(0xfffee0dd, 0)]);
    const { body } = read(behind(makeFile([], BIG_ENDIAN), un, region, us));
    const first = itemOf(body, REGIONS);
    expect([wordOf(body, 0x00280010), first && wordOf(first, 0x00186012)]).toEqual([5, 1]);
  });

  it('may be deflated, to a limit; what is cut keeps its beginning', () => {
    const plain = makeFile([
      SOP_CLASS,
      [0x00280010, 'US', [5]],
      [0x7fe00010, 'OB', new Uint8Array(4000)],
    ]).subarray(makeFile([]).length);
    const deflated = behind(makeFile([], DEFLATED), deflateSync(plain));
    expect(wordOf(read(deflated).body, 0x00280010)).toBe(5);
    expect(
      isRefusal(readPart10(deflated.subarray(0, -3))) || read(deflated.subarray(0, -3)).fault,
    ).toBeTruthy();
    expect(() => inflate(deflateSync(plain), 1000)).toThrow(MalformedData);
  });

  it('is guessed where preamble and meta information are missing', () => {
    const bare = makeFile([SOP_CLASS, [0x00280010, 'US', [5]]]).subarray(makeFile([]).length);
    const { body, transferSyntax } = read(bare);
    expect([wordOf(body, 0x00280010), transferSyntax]).toEqual([5, '1.2.840.10008.1.2.1']);
  });
});

const valuesOf = (data: DataSet): Uint8Array[] =>
  [...data.values()].flatMap((element) => {
    if (element.kind === 'sequence') return element.items.flatMap(valuesOf);
    return element.kind === 'value' ? [element.bytes] : element.fragments;
  });

/** Overwrites bytes with lengths that lie, and cuts what is behind `end`. */
function damaged(original: Uint8Array, lies: readonly Lie[], end: number): Uint8Array {
  const bytes = original.slice(0, Math.ceil(end * original.length));
  const places = lies.flatMap(({ at, length, size }) =>
    Array.from({ length: size }, (_, k) => [Math.floor(at * bytes.length) + k, length >>> (8 * k)] as const),
  );
  for (const [at, byte] of places) bytes[at] = byte;
  return bytes;
}

type Lie = { readonly at: number; readonly length: number; readonly size: number };

describe('any bytes', () => {
  const region = implicit(0x00186012, word(1));
  const sequence = concatenate([item(region), head(0xfffee0dd, 0)]);
  const grey = greyElements({ rows: 2, columns: 3, bits: 8, pixels: new Uint8Array(6) }, [
    SOP_CLASS,
    [REGIONS, 'SQ', sequence],
    [0x00091001, 'UN', sequence],
  ]);
  const plain = makeFile(grey);
  const content = plain.subarray(makeFile([]).length);
  const bare = concatenate([implicit(0x00080016, letters('1.2.3 ')), implicit(REGIONS, item(region))]);
  const views = [plain, makeFile(grey, BIG_ENDIAN), content, behind(makeFile([], IMPLICIT), bare)];
  const deflated = behind(makeFile([], DEFLATED), deflateSync(content));
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const lies = fc.array(
    fc.record({
      at: share,
      length: fc.oneof(fc.constantFrom(UNLIMITED, UNLIMITED - 1, 0x7fffffff, 0), fc.nat(0xffff)),
      size: fc.constantFrom(1, 2, 4),
    }),
    { maxLength: 6 },
  );
  // Beginnings are cut less often: a file without its head is refused at once.
  const end = share.map(Math.sqrt);

  it('are read or refused, and every value is a view of them, whatever lengths they claim', () => {
    const property = fc.property(fc.constantFrom(...views), lies, end, (original, changes, to) => {
      const bytes = damaged(original, changes, to);
      const file = readPart10(bytes);
      const values = isRefusal(file) ? [] : valuesOf(file.body);
      expect(values.filter(({ buffer }) => buffer !== bytes.buffer)).toEqual([]);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('that are deflated grow no further than what they hold', () => {
    const property = fc.property(lies, end, (changes, to) => {
      const file = readPart10(damaged(deflated, changes, to));
      const values = isRefusal(file) ? [] : valuesOf(file.body);
      const held = values.reduce((sum, { length }) => sum + length, 0);
      expect(held).toBeLessThan(2000 * deflated.length);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
