import type { Photometric } from '../picture.ts';
import { reject } from '../refusal.ts';
import { type JpegHeader, readJpegHeader, withColourTransform } from './jpeg-header.ts';
import { type DecodedStream, decodeWithWasm } from './wasm-codecs.ts';

/**
 * Any JPEG of ITU-T T.81 that DICOM allows; which process it is, the stream says and not the transfer syntax.
 * Colour comes as RGB. Throws `RefusedError` for a process without a decoder, else what the decoder throws.
 */
export async function decodeJpeg(stream: Uint8Array, photometric: Photometric): Promise<DecodedStream> {
  const header = readJpegHeader(stream);
  if (!header) reject('corrupt-frame', 'PixelData', 'The frame is no JPEG stream, or its header is damaged.');
  if (header.process === 'lossless') return decodeLossless(stream, header);
  if (header.process === 'jpeg-ls') return decodeWithWasm('jpeg-ls', stream);
  if (header.process === 'other')
    reject(
      'compression',
      'PixelData',
      'The frame uses a JPEG process (hierarchical or arithmetic) that is not supported.',
    );
  if (header.precision === 12) return decode12Bits(stream, header);
  return decodeWithWasm(
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

async function decodeLossless(stream: Uint8Array, header: JpegHeader): Promise<DecodedStream> {
  const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js');
  const width = header.precision <= 8 ? 1 : 2;
  const values = new Decoder().decode(stream.buffer, stream.byteOffset, stream.length, width);
  return described(header, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
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
  signed: false,
  bytes,
});
