/** A compressed image decoded: samples pixel by pixel, little endian, one or two bytes each. */
export type DecodedStream = {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly bits: number;
  readonly signed: boolean;
  readonly bytes: Uint8Array;
};

export type WasmCodec = 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k' | 'jpeg-xl';

/** The codecs talk about every tile; what matters they say by throwing. */
const quiet: WasmOptions = { print: () => {}, printErr: () => {} };

/** In a browser the bundler knows where the binary is; in Node the codec finds it beside itself. */
const located = (url: () => URL): WasmOptions => ({
  ...quiet,
  ...(typeof self === 'undefined'
    ? {}
    : { locateFile: (file: string) => (file.endsWith('.wasm') ? url().href : file) }),
});

const loaders: Readonly<Record<WasmCodec, () => Promise<new () => WasmDecoder>>> = {
  jpeg: async () => {
    const { default: load } = await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs');
    const url = () => new URL('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm', import.meta.url);
    return (await load(located(url))).JPEGDecoder;
  },
  'jpeg-ls': async () => {
    const { default: load } = await import('@cornerstonejs/codec-charls/decodewasmjs');
    const url = () => new URL('@cornerstonejs/codec-charls/decodewasm', import.meta.url);
    return (await load(located(url))).JpegLSDecoder;
  },
  'jpeg-2000': async () => {
    const { default: load } = await import('@cornerstonejs/codec-openjpeg/decodewasmjs');
    const url = () => new URL('@cornerstonejs/codec-openjpeg/decodewasm', import.meta.url);
    return (await load(located(url))).J2KDecoder;
  },
  htj2k: async () => {
    const { default: load } = await import('@cornerstonejs/codec-openjph/wasmjs');
    const url = () => new URL('@cornerstonejs/codec-openjph/wasm', import.meta.url);
    return (await load(located(url))).HTJ2KDecoder;
  },
  'jpeg-xl': async () => {
    const { default: load } = await import('@cornerstonejs/codec-libjxl/decodewasmjs');
    const url = () => new URL('@cornerstonejs/codec-libjxl/decodewasm', import.meta.url);
    return (await load(located(url))).JpegXLDecoder;
  },
};

const loaded = new Map<WasmCodec, Promise<new () => WasmDecoder>>();

function decoderOf(codec: WasmCodec): Promise<new () => WasmDecoder> {
  const known = loaded.get(codec);
  if (known) return known;
  const fresh = loaders[codec]();
  loaded.set(codec, fresh);
  fresh.catch(() => loaded.delete(codec));
  return fresh;
}

/** Throws whatever the codec throws, numbers included, when the stream is damaged. */
export async function decodeWithWasm(codec: WasmCodec, stream: Uint8Array): Promise<DecodedStream> {
  const Decoder = await decoderOf(codec);
  const decoder = new Decoder();
  try {
    return decodeIn(decoder, codec, stream);
  } catch (error) {
    // After an abort the module's memory is not to be trusted; the next frame gets a fresh one.
    if (error instanceof WebAssembly.RuntimeError) loaded.delete(codec);
    throw error;
  } finally {
    decoder.delete();
  }
}

function decodeIn(decoder: WasmDecoder, codec: WasmCodec, stream: Uint8Array): DecodedStream {
  decoder.getEncodedBuffer(stream.length).set(stream);
  decoder.decode();
  const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
  const pixels = decoder.getDecodedBuffer().slice();
  const byPlanes = codec === 'jpeg-ls' && componentCount > 1 && decoder.getInterleaveMode?.() === 0;
  return {
    rows: height,
    columns: width,
    components: componentCount,
    bits: bitsPerSample,
    signed: isSigned === true,
    bytes: byPlanes ? interleave(pixels, componentCount, bitsPerSample > 8 ? 2 : 1) : pixels,
  };
}

/** Planes one after another to pixel by pixel. */
export function interleave(planes: Uint8Array, components: number, width: number): Uint8Array {
  const out = new Uint8Array(planes.length);
  const pixels = planes.length / components / width;
  for (let c = 0; c < components; c += 1)
    for (let i = 0; i < pixels; i += 1)
      for (let b = 0; b < width; b += 1)
        out[(i * components + c) * width + b] = planes[(c * pixels + i) * width + b] ?? 0;
  return out;
}
