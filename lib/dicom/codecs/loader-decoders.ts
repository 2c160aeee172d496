import { loadCodec, runCodec } from './codec-failure.ts';
import { type DecodedStream, interleave } from './decoded-stream.ts';

/** What `@cornerstonejs/dicom-image-loader` decodes rightly, with WebAssembly, once the header was checked. */
type LoaderCodec = 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'jpeg-xl';

/** What the loader says of a stream that it decoded. */
type LoaderFrame = {
  readonly pixelData: Uint8Array | Int8Array | Uint16Array | Int16Array;
  readonly imageInfo: {
    readonly rows: number;
    readonly columns: number;
    readonly bitsPerPixel: number;
    readonly componentsPerPixel: number;
  };
  /** JPEG-LS: 0 planes one after another, 1 by line, 2 by sample. */
  readonly interleaveMode?: number;
};
type LoaderDecoder = {
  readonly initialize: (config: { readonly wasmBasePath?: string }) => Promise<void>;
  readonly default: (stream: Uint8Array, imageInfo: { readonly signed: false }) => Promise<LoaderFrame>;
};

/**
 * The decoders of the loader, each in its own part of the bundle. By path, because the package's entrances bring its whole
 * view along, which runs in no worker and in no command. Its types say `any` where these say what comes.
 */
const modules: Readonly<Record<LoaderCodec, () => Promise<unknown>>> = {
  jpeg: () =>
    import(
      '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGBaseline8Bit.js'
    ),
  'jpeg-ls': () =>
    import(
      '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGLS.js'
    ),
  'jpeg-2000': () =>
    import(
      '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEG2000.js'
    ),
  'jpeg-xl': () =>
    import(
      '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGXL.js'
    ),
};

/** Names of the packages of the binaries, which Node must be told of; a bundler finds them by itself. */
const binaries: Readonly<Record<LoaderCodec, string>> = {
  jpeg: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
  'jpeg-ls': '@cornerstonejs/codec-charls/decodewasm',
  'jpeg-2000': '@cornerstonejs/codec-openjpeg/decodewasm',
  'jpeg-xl': '@cornerstonejs/codec-libjxl/decodewasm',
};

const inNode = typeof self === 'undefined';

function folderOf(codec: LoaderCodec): string {
  const binary = import.meta.resolve(binaries[codec]);
  return decodeURIComponent(new URL('.', binary).pathname);
}

const loaded = new Map<LoaderCodec, Promise<LoaderDecoder>>();

async function load(codec: LoaderCodec): Promise<LoaderDecoder> {
  const decoder = (await modules[codec]()) as LoaderDecoder;
  await quietly(() => decoder.initialize(inNode ? { wasmBasePath: folderOf(codec) } : {}));
  return decoder;
}

/** The codecs take hold of the console as they start and then tell it of every tile; what matters they say by throwing. */
function quietly<T>(start: () => T): T {
  const { console: terminal } = globalThis;
  const { log, warn, error } = terminal;
  const silent = () => {};
  Object.assign(terminal, { log: silent, warn: silent, error: silent });
  try {
    return start();
  } finally {
    Object.assign(terminal, { log, warn, error });
  }
}

function decoderOf(codec: LoaderCodec): Promise<LoaderDecoder> {
  const known = loaded.get(codec);
  if (known) return known;
  const fresh = load(codec);
  loaded.set(codec, fresh);
  fresh.catch(() => loaded.delete(codec));
  return fresh;
}

/**
 * Fetches and starts the decoders of the two commonest compressions, some 450 kB, before there is a frame for them. Never
 * rejects: one that cannot be had is tried again, and its failure told, when a frame needs it.
 */
export async function warmDecoders(): Promise<void> {
  await Promise.allSettled([decoderOf('jpeg'), decoderOf('jpeg-2000')]);
}

/** Samples as the codec left them, out of its memory. */
async function rawFrame({ default: decode }: LoaderDecoder, stream: Uint8Array) {
  const { pixelData, imageInfo, interleaveMode } = await decode(stream, { signed: false });
  const bytes = new Uint8Array(pixelData.buffer, pixelData.byteOffset, pixelData.byteLength).slice();
  return { bytes, imageInfo: { ...imageInfo }, interleaveMode };
}

/** Throws `CodecFailure`. */
export async function decodeWithLoader(codec: LoaderCodec, stream: Uint8Array): Promise<DecodedStream> {
  const decoder = await loadCodec(() => decoderOf(codec));
  const { bytes, imageInfo, interleaveMode } = await runCodec(() => rawFrame(decoder, stream));
  const { rows, columns, bitsPerPixel: bits, componentsPerPixel: components } = imageInfo;
  const byPlanes = codec === 'jpeg-ls' && components > 1 && interleaveMode === 0;
  return {
    rows,
    columns,
    components,
    bits,
    bytes: byPlanes ? interleave(bytes, components, bits > 8 ? 2 : 1) : bytes,
  };
}

/**
 * Lossless JPEG (T.81 process 14) to samples of one byte up to 8 bits, else of two. The precision is the stream's and the
 * samples unsigned, for the loader takes signed ones of 8 bits for words. Throws `CodecFailure`.
 */
export async function decodeLossless(stream: Uint8Array, precision: number): Promise<Uint8Array> {
  const { default: decode } = await loadCodec(
    () =>
      import(
        '../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/shared/decoders/decodeJPEGLossless.js'
      ),
  );
  const layout = { bitsAllocated: precision <= 8 ? 8 : 16, pixelRepresentation: 0 };
  return runCodec(async () => {
    const { pixelData } = await decode(layout as Parameters<typeof decode>[0], stream);
    return new Uint8Array(pixelData.buffer, pixelData.byteOffset, pixelData.byteLength);
  });
}
