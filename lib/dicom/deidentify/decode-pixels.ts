import { decodeFrame } from '../decode-frame.ts';
import { openPicture } from '../open-picture.ts';
import type { Frame, Samples } from '../picture.ts';
import type { DecodedPixels, PixelDecoder } from './blank-pixels.ts';

/** Samples as little-endian bytes; `null` for widths that are not blanked. */
function bytesOf(values: Samples): Uint8Array | null {
  if (values.BYTES_PER_ELEMENT === 1)
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (values.BYTES_PER_ELEMENT !== 2) return null;
  const view = new DataView(new ArrayBuffer(2 * values.length));
  for (const [k, value] of values.entries()) view.setUint16(2 * k, value & 0xffff, true);
  return new Uint8Array(view.buffer);
}

const sentenceEnd = (message: string): string =>
  message.replace(/\.$/, '').replace(/^[A-Z]/, (c) => c.toLowerCase());

/** Decodes the pixels of a file frame by frame, with the decoders of the viewer. */
export const decodePixels: PixelDecoder = async (bytes) => {
  const opened = openPicture(bytes);
  if (!opened.ok) return { refusal: sentenceEnd(opened.refusal.message) };
  const picture = opened.value;
  if (picture.bitsAllocated !== 8 && picture.bitsAllocated !== 16)
    return { refusal: `they have ${picture.bitsAllocated} bits a sample` };
  const pixels: DecodedPixels = {
    rows: picture.rows,
    columns: picture.columns,
    samplesPerPixel: picture.samples,
    bytesPerSample: picture.bitsAllocated / 8,
    bitsStored: picture.bitsStored,
    frames: picture.frames,
    photometric: picture.samples === 3 ? 'RGB' : picture.photometric,
    async frame(index) {
      const frame = await decodeFrame(picture, index);
      if (!frame.ok) return { refusal: sentenceEnd(frame.refusal.message) };
      return checked(frame.value, pixels);
    },
  };
  return pixels;
};

function checked({ values }: Frame, { rows, columns, samplesPerPixel, bytesPerSample }: DecodedPixels) {
  const bytes = bytesOf(values);
  const isWhole = bytes?.length === rows * columns * samplesPerPixel * bytesPerSample;
  return bytes && isWhole ? bytes : { refusal: 'a frame does not have the size that the header says' };
}
