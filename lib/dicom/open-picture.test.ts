import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode-frame.ts';
import { greyElements, type Made, makeFile } from './fixtures/make-file.ts';
import { openPicture } from './open-picture.ts';

const grey = { rows: 2, columns: 3, bits: 8, pixels: Uint8Array.from([1, 2, 3, 4, 5, 6]) };
const open = (extra: readonly Made[] = [], syntax?: string) =>
  openPicture(makeFile(greyElements(grey, extra), syntax));
const refusal = (extra: readonly Made[], syntax?: string) => {
  const opened = open(extra, syntax);
  return opened.ok ? null : opened.refusal;
};

describe('a picture', () => {
  it('is opened and decoded', async () => {
    const opened = open();
    if (!opened.ok) throw new Error(opened.refusal.message);
    const frame = await decodeFrame(opened.value, 0);
    expect(frame.ok && [...frame.value.values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each<[string, readonly Made[], string | null, string]>([
    ['rows larger than the data', [[0x00280010, 'US', [9]]], 'PixelData', 'size'],
    [
      'columns smaller than the data',
      [
        [0x00280011, 'US', [1]],
        [0x7fe00010, 'OW', new Uint8Array(9).fill(7)],
      ],
      'PixelData',
      'size',
    ],
    [
      'a claim of 65,535²',
      [
        [0x00280010, 'US', [65535]],
        [0x00280011, 'US', [65535]],
      ],
      'Rows',
      'size',
    ],
    ['no rows', [[0x00280010, 'US', []]], 'Rows', 'header'],
    ['12 bits allocated', [[0x00280100, 'US', [12]]], 'BitsAllocated', 'header'],
    ['more bits stored than allocated', [[0x00280101, 'US', [9]]], 'BitsStored', 'header'],
    ['a frame count that is none', [[0x00280008, 'IS', '-3']], 'NumberOfFrames', 'header'],
    [
      'a palette without tables',
      [[0x00280004, 'CS', 'PALETTE COLOR']],
      'RedPaletteColorLookupTableDescriptor',
      'colour',
    ],
    ['a colour model of three samples', [[0x00280004, 'CS', 'RGB']], 'PhotometricInterpretation', 'colour'],
    ['an unknown colour model', [[0x00280004, 'CS', 'CMYK']], 'PhotometricInterpretation', 'colour'],
    ['no colour model', [[0x00280004, 'CS', '']], 'PhotometricInterpretation', 'colour'],
    ['no pixels', [[0x7fe00010, 'OW', new Uint8Array()]], 'PixelData', 'no-picture'],
  ])('is refused for %s', (_name, extra, keyword, code) => {
    expect(refusal(extra)).toMatchObject({ keyword, code });
  });

  it.each([
    ['1.2.840.10008.1.2.4.102', 'video'],
    ['1.2.840.10008.1.2.4.92', 'compression'],
    ['1.2.3.4', 'compression'],
    ['1.2.840.10008.1.2.4.50', 'fragments'],
    ['1.2.840.10008.1.2.5', 'fragments'],
  ])('in transfer syntax %s without fragments is refused', (syntax, code) => {
    expect(refusal([], syntax)).toMatchObject({ code });
  });

  it('keeps representations that it does not know', () => {
    const opened = open([
      [0x00091001, 'ZZ', Uint8Array.from([1, 2])],
      [0x00091002, 'OV', new Uint8Array(8)],
    ]);
    expect(opened.ok && opened.value.file.set.get(0x00091001)?.vr).toBe('ZZ');
  });
});

describe('what is no picture', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('this is not DICOM\n'.repeat(50))],
    ['a header alone', makeFile([]).subarray(0, 140)],
  ])('%s is refused', (_name, bytes) => {
    expect(openPicture(bytes).ok).toBe(false);
  });

  it('never throws, whatever the bytes', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.boolean(), async (noise, headed) => {
        const bytes = headed ? new Uint8Array([...makeFile([]), ...noise]) : noise;
        const opened = openPicture(bytes);
        if (opened.ok) await decodeFrame(opened.value, 0);
      }),
      { numRuns: 500 },
    ));

  it('a file cut short or with bytes changed gives a picture or a reason', () => {
    const whole = makeFile(
      greyElements(grey, [
        [0x00081140, 'SQ', new Uint8Array()],
        [0x00280008, 'IS', '1'],
      ]),
    );
    return fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), async (end, at, byte) => {
        const bytes = whole.slice(0, end);
        if (at < end) bytes[at] = byte;
        const opened = openPicture(bytes);
        if (opened.ok) await decodeFrame(opened.value, 0);
      }),
      { numRuns: 1000 },
    );
  });
});
