import { fileURLToPath } from 'node:url';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeImageFrame } from '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/decodeImageFrameWorker.js';
import htj2kOfLoader from '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeHTJ2K.js';
import { setWasmBasePath } from '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/wasmBasePath.js';
import { decodeFrame } from '../decode-frame.ts';
import { concatenate, greyElements, type Made, makeFile } from '../fixtures/make-file.ts';
import { hasPublicFiles, publicBytes } from '../fixtures/public-files.ts';
import { openPicture } from '../open-picture.ts';
import type { Picture } from '../picture.ts';
import { decodeHtj2k } from './decode-htj2k.ts';
import { encodeRle } from './encode-rle.ts';

// What the loader gets wrong and our own code therefore decodes. A test that fails after an update of the loader says
// that the own code may go.

const ROOT = '1.2.840.10008.1.2';

/** The loader's own answer to a frame, told what the header says. */
async function loaded(picture: Picture): Promise<number[]> {
  const header = {
    rows: picture.rows,
    columns: picture.columns,
    samplesPerPixel: picture.samples,
    bitsAllocated: picture.bitsAllocated,
    bitsStored: picture.bitsStored,
    pixelRepresentation: Number(picture.signed),
    planarConfiguration: Number(picture.planar),
    photometricInterpretation: picture.photometric,
  };
  const bytes = picture.frameBytes(0).slice();
  const options = { preScale: { enabled: false } };
  const frame = await decodeImageFrame(header, picture.file.syntax.uid, bytes, {}, options, undefined);
  return Array.from(frame.pixelData);
}

async function decoded(picture: Picture): Promise<number[] | string> {
  const frame = await decodeFrame(picture, 0);
  return frame.ok ? Array.from(frame.value.values) : frame.refusal.message;
}

function opened(bytes: Uint8Array): Picture {
  const picture = openPicture(bytes);
  if (!picture.ok) throw new Error(picture.refusal.message);
  return picture.value;
}

const item = (bytes: Uint8Array): Uint8Array => {
  const head = Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0);
  new DataView(head.buffer).setUint32(4, bytes.length, true);
  return concatenate([head, bytes]);
};
const FRAGMENTS = Uint8Array.of(0xe0, 0x7f, 0x10, 0, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff);
const END = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);

/** A file whose one frame is that stream. */
function compressed(syntax: string, bits: number, extra: readonly Made[], stream: Uint8Array): Picture {
  const grey = greyElements({ rows: 2, columns: 2, bits, pixels: new Uint8Array() }, extra);
  const header = makeFile(
    grey.filter(([tag]) => tag !== 0x7fe00010),
    ROOT + syntax,
  );
  return opened(concatenate([header, FRAGMENTS, item(new Uint8Array()), item(stream), END]));
}

const native = (bits: number, pixels: Uint8Array, extra: readonly Made[] = []): Picture =>
  opened(makeFile(greyElements({ rows: 2, columns: 2, bits, pixels }, extra)));

const COLOUR: readonly Made[] = [
  [0x00280002, 'US', [3]],
  [0x00280004, 'CS', 'RGB'],
  [0x00280006, 'US', [0]],
];
const bytesOf = (values: Uint16Array | Uint32Array): Uint8Array => new Uint8Array(values.buffer);
const layout = (samplesPerPixel: number, bytesPerSample: number) => ({
  rows: 2,
  columns: 2,
  samplesPerPixel,
  bytesPerSample,
});

describe('what the loader would show otherwise', () => {
  it('an RLE frame that ends early is black from there', async () => {
    const whole = encodeRle(Uint8Array.of(7, 7, 8, 9), layout(1, 1));
    const cut = compressed('.5', 8, [], whole.subarray(0, 66));
    expect(await loaded(cut)).toEqual([7, 7, 0, 0]);
    expect(await decoded(cut)).toContain('ends before the picture is complete');
  });

  it('RLE colour of 16 bits is not that of the file', async () => {
    const values = Uint16Array.from({ length: 12 }, (_, i) => 1000 * i);
    const picture = compressed('.5', 16, COLOUR, encodeRle(bytesOf(values), layout(3, 2)));
    expect(await loaded(picture)).not.toEqual([...values]);
    expect(await decoded(picture)).toEqual([...values]);
  });

  it('RLE of 32 bits is nothing', async () => {
    const values = Uint32Array.of(1, 70_000, 3_000_000, 4);
    const picture = compressed('.5', 32, [], encodeRle(bytesOf(values), layout(1, 4)));
    await expect(loaded(picture)).rejects.toThrow('unsupported pixel format');
    expect(await decoded(picture)).toEqual([...values]);
  });

  it('a deflated frame may grow to any size', async () => {
    const bomb = deflateSync(new Uint8Array(2 ** 20));
    const picture = compressed('.8.1', 8, [], bomb);
    expect(await loaded(picture)).toEqual([0, 0, 0, 0]);
    expect(await decoded(picture)).toContain('damaged');
  });

  it('single bits stay packed', async () => {
    const picture = native(1, Uint8Array.of(0b0110));
    expect(await loaded(picture)).not.toEqual([0, 1, 1, 0]);
    expect(await decoded(picture)).toEqual([0, 1, 1, 0]);
  });

  it('an overlay in the unused bits is part of the values', async () => {
    const stored: Made = [0x00280101, 'US', [12]];
    const high: Made = [0x00280102, 'US', [11]];
    const picture = native(16, bytesOf(Uint16Array.of(5, 0x8005, 6, 7)), [stored, high]);
    expect(await loaded(picture)).toEqual([5, 0x8005, 6, 7]);
    expect(await decoded(picture)).toEqual([5, 5, 6, 7]);
  });

  it('uncompressed YBR_FULL_422 has two thirds of its values', async () => {
    const pixels = Uint8Array.of(10, 20, 128, 128, 30, 40, 128, 128);
    const picture = native(8, pixels, [...COLOUR, [0x00280004, 'CS', 'YBR_FULL_422']]);
    expect(await loaded(picture)).toHaveLength(8);
    expect(await decoded(picture)).toEqual([10, 20, 30, 40].flatMap((grey) => [grey, grey, grey]));
  });
});

describe.skipIf(!hasPublicFiles)('in the public files', () => {
  it('JPEG with 12 bits is some 15 levels too bright', async () => {
    const picture = opened(publicBytes('pydicom/test_files/JPGExtended.dcm'));
    const [theirs, ours] = [await loaded(picture), await decoded(picture)];
    const brighter = theirs.reduce((sum, value, i) => sum + value - Number(ours[i]), 0) / theirs.length;
    expect(brighter).toBeGreaterThan(10);
  });

  it('big endian of 32 bits is nothing', async () => {
    const picture = opened(publicBytes('pydicom/test_files/rtdose_expb_1frame.dcm'));
    await expect(loaded(picture)).rejects.toThrow();
    expect(await decoded(picture)).toHaveLength(picture.rows * picture.columns);
  });

  it('each frame of HTJ2K keeps its memory', async () => {
    const picture = opened(publicBytes('pydicom-data/HTJ2KLossless_08_RGB.dcm'));
    const codec = import.meta.resolve('@cornerstonejs/codec-openjph/wasm');
    setWasmBasePath(fileURLToPath(new URL('.', codec)));
    const stream = picture.frameBytes(0);
    const ours = await growth(() => decodeHtj2k(stream));
    const theirs = await growth(() => htj2kOfLoader(stream, {}));
    expect(theirs).toBeGreaterThan(30 * 2 ** 20);
    expect(ours).toBeLessThan(4 * 2 ** 20);
  });
});

/** Bytes of WebAssembly memory that a hundred frames more take. */
async function growth(decode: () => Promise<unknown>): Promise<number> {
  const inWasm = () => process.memoryUsage().external - process.memoryUsage().arrayBuffers;
  await decode();
  const before = inWasm();
  for (let frame = 0; frame < 100; frame += 1) await decode();
  return inWasm() - before;
}
