import type { Photometric } from '../picture.ts';
import { reject } from '../refusal.ts';
import type { DecodedStream } from './decoded-stream.ts';
import { type JpegHeader, readJpegHeader, withColourTransform } from './jpeg-header.ts';
import { decodeLossless, decodeWithLoader } from './loader-decoders.ts';

/**
 * Any JPEG of ITU-T T.81 that DICOM allows; which process it is, the stream says and not the transfer syntax.
 * Colour comes as RGB. Throws `RefusedError` for a process without a decoder, and `CodecFailure`.
 */
export async function decodeJpeg(stream: Uint8Array, photometric: Photometric): Promise<DecodedStream> {
  const header = readJpegHeader(stream);
  if (!header) reject('corrupt-frame', 'PixelData', 'The frame is no JPEG stream, or its header is damaged.');
  if (header.process === 'lossless') return described(header, await decodeLossless(stream, header.precision));
  if (header.process === 'jpeg-ls') return decodeWithLoader('jpeg-ls', stream);
  if (header.process === 'other')
    reject(
      'compression',
      'PixelData',
      'The frame uses a JPEG process (hierarchical or arithmetic) that is not supported.',
    );
  if (header.precision === 12) return decode12Bits(stream, header);
  return decodeWithLoader(
    'jpeg',
    header.components.length === 3 ? coloured(stream, header, photometric) : stream,
  );
}

/** An Adobe marker knows best, then component names R, G, B, then the file's own colour model. */
function coloured(
  stream: Uint8Array,
  { adobe, components }: JpegHeader,
  photometric: Photometric,
): Uint8Array {
  if (adobe !== null) return withColourTransform(stream, adobe === 0 ? 0 : 1);
  const isNamed = String.fromCharCode(...components) === 'RGB';
  return withColourTransform(stream, isNamed || photometric === 'RGB' ? 0 : 1);
}

async function decode12Bits(stream: Uint8Array, header: JpegHeader): Promise<DecodedStream> {
  const { decodeJpeg12 } = await import('./decode-jpeg-12.ts');
  return described(header, new Uint8Array(decodeJpeg12(stream).buffer));
}

const described = (
  { rows, columns, components, precision }: JpegHeader,
  bytes: Uint8Array,
): DecodedStream => ({
  rows,
  columns,
  components: components.length,
  bits: precision,
  bytes,
});
