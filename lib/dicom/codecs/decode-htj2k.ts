import { loadCodec, runCodec } from './codec-failure.ts';
import type { DecodedStream } from './decoded-stream.ts';

type Decoder = new () => WasmDecoder;

let loading: Promise<Decoder> | null = null;

/** In a browser the bundler knows where the binary is; in Node the codec finds it beside itself. */
async function load(): Promise<Decoder> {
  const { default: start } = await import('@cornerstonejs/codec-openjph/wasmjs');
  const url = () => new URL('@cornerstonejs/codec-openjph/wasm', import.meta.url);
  const locateFile = (file: string) => (file.endsWith('.wasm') ? url().href : file);
  const quiet = { print: () => {}, printErr: () => {} };
  return (await start(typeof self === 'undefined' ? quiet : { ...quiet, locateFile })).HTJ2KDecoder;
}

/**
 * High-throughput JPEG 2000 (PS3.5 section 8.2.4) with the loader's codec and not through the loader, which frees no
 * decoder: a frame of 0.3 megapixels keeps 1.3 MB, and after some 1,600 no further one is decoded.
 * Throws `CodecFailure`.
 */
export async function decodeHtj2k(stream: Uint8Array): Promise<DecodedStream> {
  loading ??= load();
  const started = loading;
  const Decoder = await loadCodec(() => started).catch(forget);
  return runCodec(() => decodeWith(Decoder, stream));
}

function decodeWith(Decoder: Decoder, stream: Uint8Array): DecodedStream {
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
    const bytes = decoder.getDecodedBuffer().slice();
    return { rows: height, columns: width, components: componentCount, bits: bitsPerSample, bytes };
  } catch (error) {
    // After an abort the module's memory is not to be trusted; the next frame gets a fresh one.
    if (error instanceof WebAssembly.RuntimeError) loading = null;
    throw error;
  } finally {
    decoder.delete();
  }
}

function forget(error: unknown): never {
  loading = null;
  throw error;
}
