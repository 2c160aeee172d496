import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vrOf } from '../dictionary.ts';
import { hasPublicFiles, publicBytes, publicFiles } from '../fixtures/public-files.ts';
import { type DataSet, type DicomElement, encodingOf, type Part10File } from './data-set.ts';
import { numberOf } from './numeric-value.ts';
import { isRefusal, readPart10 } from './read-part10.ts';
import { asciiText, characterSetOf, textOf } from './text-value.ts';

const read = (bytes: Uint8Array): Part10File => {
  const file = readPart10(bytes, { vrOf });
  if (isRefusal(file)) throw new Error(file.refusal);
  return file;
};

const elementsOf = (data: DataSet): DicomElement[] =>
  [...data.values()].flatMap((element) =>
    element.kind === 'sequence' ? [element, ...element.items.flatMap(elementsOf)] : [element],
  );

const longestOf = (data: DataSet): number =>
  Math.max(0, ...elementsOf(data).map((element) => (element.kind === 'value' ? element.bytes.length : 0)));

describe('readPart10', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('{"resourceType":"Patient"}'.repeat(20))],
    ['a preamble alone', new Uint8Array(140)],
  ])('says of %s that it is not DICOM', (_, bytes) => {
    expect(readPart10(bytes)).toEqual({ refusal: expect.stringContaining('not DICOM') });
  });

  it('gives up on sequences nested for ever, in words', () => {
    const open = [0x08, 0x00, 0x40, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff];
    const item = [0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff];
    const bytes = new Uint8Array(132 + 20 * 5000);
    bytes.set(
      [...'DICM'].map((letter) => letter.charCodeAt(0)),
      128,
    );
    for (let k = 0; k < 5000; k += 1) bytes.set([...open, ...item], 132 + 20 * k);
    expect(readPart10(bytes)).toEqual({ refusal: expect.stringContaining('nested more than') });
  });
});

describe.skipIf(!hasPublicFiles)('the public files', () => {
  const files = publicFiles();
  // Names with commas shift the columns of the manifest; these rows say nothing to compare with.
  const whole = files.filter(
    ({ parse, ts, modality }) => parse === 'ok' && ts && !/[ "]/.test(modality ?? ''),
  );

  it('are as pydicom read them: syntax, modality, size and frames', () => {
    expect(whole.length).toBeGreaterThan(200);
    for (const row of whole) {
      const { body, transferSyntax } = read(publicBytes(row.path));
      const number = (tag: number) => String(numberOf(body.get(tag)) ?? '');
      const frames = row.frames === '1A' ? '' : row.frames;
      const got = [transferSyntax, asciiText(body.get(0x00080060)), number(0x00280010), number(0x00280011)];
      expect([row.path, ...got, number(0x00280008)]).toEqual([
        row.path,
        row.ts,
        row.modality,
        row.rows,
        row.cols,
        frames,
      ]);
    }
  });

  it('that are no DICOM are said to be none, and those without a head are read', () => {
    const outcomes = files
      .filter(({ parse }) => parse === 'force-only')
      .map(({ path }) => [path.split('/').at(-1), isRefusal(readPart10(publicBytes(path)))] as const);
    const read = outcomes.filter(([, refused]) => !refused).map(([name]) => name);
    expect(read.toSorted()).toEqual([
      'ExplVR_BigEndNoMeta.dcm',
      'ExplVR_LitEndNoMeta.dcm',
      'JLSL_RGB_ILV0.dcm',
      'JLSL_RGB_ILV1.dcm',
      'JLSL_RGB_ILV2.dcm',
      'JLSN_RGB_ILV0.dcm',
      'OT-PAL-8-face.dcm',
      'rtstruct.dcm',
    ]);
  });

  it.each([
    ['chrArab.dcm', 'قباني^لنزار'],
    ['chrFren.dcm', 'Buc^Jérôme'],
    ['chrGerm.dcm', 'Äneas^Rüdiger'],
    ['chrGreek.dcm', 'Διονυσιος'],
    ['chrH31.dcm', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
    ['chrH32.dcm', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう'],
    ['chrHbrw.dcm', 'שרון^דבורה'],
    ['chrI2.dcm', 'Hong^Gildong=洪^吉洞=홍^길동'],
    ['chrRuss.dcm', 'Люкceмбypг'],
    ['chrX1.dcm', 'Wang^XiaoDong=王^小東='],
    ['chrX2.dcm', 'Wang^XiaoDong=王^小东='],
  ])('%s names %s', (name, expected) => {
    const { body } = read(publicBytes(`pydicom/charset_files/${name}`));
    expect(textOf(body.get(0x00100010), characterSetOf(body))).toBe(expected);
  });

  it('inflate and are the same elements in either encoding', () => {
    const deflated = read(publicBytes('pydicom-data/liver_deflate.dcm'));
    const plain = read(publicBytes('pydicom-data/liver.dcm'));
    expect([...deflated.body.keys()]).toEqual([...plain.body.keys()]);
    expect(encodingOf(deflated.transferSyntax)).toEqual({ explicit: true, littleEndian: true });
  });

  it('never throw, however they are cut or changed, and never yield bytes from outside the file', () => {
    const small = whole.filter(({ bytes }) => Number(bytes) < 40_000).map(({ path }) => publicBytes(path));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const changes = fc.array(fc.record({ at: share, byte: fc.nat(255) }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...small), changes, share, (original, changed, end) => {
        const bytes = original.slice(0, Math.ceil(original.length * Math.max(end, 0.05)));
        for (const { at, byte } of changed) bytes[Math.floor(at * (bytes.length - 1))] = byte;
        const file = readPart10(bytes, { vrOf });
        const longest = isRefusal(file) ? 0 : longestOf(file.body);
        expect(longest).toBeLessThanOrEqual(2 ** 26);
        expect(isRefusal(file) ? file.refusal : 'it was read').toMatch(/\w+ \w+/);
      }),
      { numRuns: 400 },
    );
  });
});
