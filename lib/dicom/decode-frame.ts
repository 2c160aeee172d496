import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { CodecFailure } from './codecs/codec-failure.ts';
import { decodeHtj2k } from './codecs/decode-htj2k.ts';
import { decodeJpeg } from './codecs/decode-jpeg.ts';
import { decodeRle } from './codecs/decode-rle.ts';
import { type DecodedStream, interleave } from './codecs/decoded-stream.ts';
import { decodeWithLoader } from './codecs/loader-decoders.ts';
import { streamSize } from './codecs/stream-size.ts';
import { spread422, ybrToRgb } from './colour-models.ts';
import type { MalformedData } from './part10/byte-reader.ts';
import { inflate } from './part10/inflate.ts';
import type { Frame, Picture } from './picture.ts';
import { type Outcome, type Refusal, type RefusedError, refuse, reject } from './refusal.ts';
import { keepStoredBits, typedSamples, unpackBits } from './samples.ts';

/**
 * Decodes frame `index`, counted from 0. A frame that cannot be right is refused, and the others can still be. Whatever else
 * is thrown is a fault of this program and says nothing of the file.
 */
export async function decodeFrame(picture: Picture, index: number): Promise<Outcome<Frame>> {
  try {
    return { ok: true, value: await decode(picture, index) };
  } catch (cause) {
    const refusal = refusalOf(cause, picture, index);
    if (refusal) return { ok: false, refusal };
    throw cause;
  }
}

function refusalOf(cause: unknown, { frames, file }: Picture, index: number): Refusal | null {
  if (isTagged<RefusedError>(cause, 'RefusedError')) return cause.refusal;
  const { name } = file.syntax;
  const isCodec = isTagged<CodecFailure>(cause, 'CodecFailure');
  if (isCodec && cause.tag === 'not-loaded')
    return refuse('compression', 'TransferSyntaxUID', `The decoder of ${name} could not be loaded.`);
  if (!isCodec && !isTagged<MalformedData>(cause, 'MalformedData')) return null;
  const where = frames > 1 ? `Frame ${index + 1}` : 'The picture';
  return refuse(
    'corrupt-frame',
    'PixelData',
    `${where} could not be decoded (${name}): the data are damaged.`,
  );
}

function decode(picture: Picture, index: number): Promise<Frame> | Frame {
  const bytes = picture.frameBytes(index);
  switch (picture.file.syntax.packing) {
    case 'rle':
      return decodeRunLengths(picture, bytes);
    case 'deflated-frames':
      return decodeNative(picture, inflate(bytes, frameLength(picture) + 8).bytes, 0);
    case 'jpeg':
      return fromStream(picture, bytes, () => decodeJpeg(bytes, picture.photometric));
    case 'jpeg-ls':
    case 'jpeg-2000':
    case 'jpeg-xl': {
      const codec = picture.file.syntax.packing;
      return fromStream(picture, bytes, () => decodeWithLoader(codec, bytes));
    }
    case 'htj2k':
      return fromStream(picture, bytes, () => decodeHtj2k(bytes));
    default:
      return decodeNative(picture, bytes, picture.file.syntax.packing === 'native' ? index : 0);
  }
}

const pixelsOf = ({ rows, columns }: Picture): number => rows * columns;
const frameLength = (picture: Picture): number =>
  Math.ceil((pixelsOf(picture) * picture.samples * picture.bitsAllocated) / 8);

const frameOf = ({ rows, columns, samples }: Picture, values: Frame['values']): Frame => ({
  rows,
  columns,
  samples,
  values,
});

function decodeNative(picture: Picture, bytes: Uint8Array, index: number): Frame {
  const { bitsAllocated, samples, photometric, planar } = picture;
  const pixels = pixelsOf(picture);
  if (bitsAllocated === 1)
    return frameOf(picture, unpackBits(bytes, index * pixels * samples, pixels * samples));
  const isPacked = photometric === 'YBR_FULL_422';
  if (!isPacked && bytes.length < frameLength(picture))
    reject('size', 'PixelData', `A frame needs ${frameLength(picture)} bytes and holds ${bytes.length}.`);
  const ordered = samples === 3 && planar && !isPacked ? interleave(bytes, 3, bitsAllocated / 8) : bytes;
  return finish(picture, isPacked ? spread422(bytes) : ordered, picture.file.syntax.littleEndian);
}

function decodeRunLengths(picture: Picture, bytes: Uint8Array): Frame {
  const { samples, bitsAllocated } = picture;
  const pixels = pixelsOf(picture);
  if (bitsAllocated === 1) {
    const packed = decodeRle(bytes, Math.ceil(pixels / 8), samples, 1);
    return frameOf(picture, unpackBits(packed, 0, pixels));
  }
  return finish(picture, decodeRle(bytes, pixels, samples, bitsAllocated / 8), true);
}

/** Typed, with the stored bits alone, and in RGB. */
function finish(picture: Picture, bytes: Uint8Array, littleEndian: boolean): Frame {
  const values = keepStoredBits(typedSamples(bytes, picture, littleEndian), picture);
  if (!picture.photometric.startsWith('YBR')) return frameOf(picture, values);
  if (!(values instanceof Uint8Array))
    return reject(
      'colour',
      'BitsAllocated',
      `${picture.photometric} with more than 8 bits is not supported.`,
    );
  return frameOf(picture, ybrToRgb(values));
}

/** A stream says for itself how large it is: decoded only if it agrees with the file's header. */
async function fromStream(
  picture: Picture,
  bytes: Uint8Array,
  decodeStream: () => Promise<DecodedStream>,
): Promise<Frame> {
  const size = streamSize(bytes);
  if (size) checkSize(picture, size);
  const stream = await decodeStream();
  checkSize(picture, stream);
  checkSamples(picture, stream);
  const bitsAllocated = stream.bits <= 8 ? 8 : 16;
  const raw = typedSamples(stream.bytes, { ...picture, bitsAllocated, signed: false }, true);
  return frameOf(picture, inContainer(picture, stream, raw));
}

function checkSize(
  { rows, columns }: Picture,
  stream: { readonly rows: number; readonly columns: number },
): void {
  if (stream.rows === rows && stream.columns === columns) return;
  reject(
    'size',
    'Rows',
    `The header says ${columns} × ${rows} pixels, the compressed picture has ${stream.columns} × ${stream.rows}.`,
  );
}

function checkSamples({ samples, bitsAllocated }: Picture, { components, bits }: DecodedStream): void {
  if (components !== samples)
    reject(
      'colour',
      'SamplesPerPixel',
      `The header says ${samples} samples per pixel, the compressed picture has ${components}.`,
    );
  if (bits > Math.max(8, bitsAllocated))
    reject(
      'header',
      'BitsAllocated',
      `The compressed picture has ${bits} bits, BitsAllocated is ${bitsAllocated}.`,
    );
}

/** Values in the container that the header names; the sign is the header's, from the top bit of the stream's precision. */
function inContainer(picture: Picture, { bits }: DecodedStream, raw: Frame['values']): Frame['values'] {
  const { samples, photometric, signed } = picture;
  if (samples === 3) {
    const needsRgb = photometric === 'YBR_FULL' && picture.file.syntax.packing !== 'jpeg';
    return needsRgb && raw instanceof Uint8Array ? ybrToRgb(raw) : raw;
  }
  const bitsAllocated = picture.bitsAllocated === 1 ? 8 : picture.bitsAllocated;
  const container = typedSamples(
    new Uint8Array(raw.length * (bitsAllocated / 8)),
    { ...picture, bitsAllocated },
    true,
  );
  container.set(raw);
  return keepStoredBits(container, {
    bitsAllocated,
    bitsStored: bits,
    highBit: bits - 1,
    signed,
    float: false,
  });
}
