/** The decoders of the cornerstone codec packages, which bring no types. */
type FrameInfo = {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned?: boolean;
};
type WasmDecoder = {
  /** View of WebAssembly memory to fill with the compressed stream. */
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): FrameInfo;
  /** View of WebAssembly memory: copy before the next call. */
  getDecodedBuffer(): Uint8Array;
  /** JPEG-LS: 0 planes one after another, 1 by line, 2 by sample. */
  getInterleaveMode?(): number;
  delete(): void;
};
type WasmOptions = {
  locateFile?: (file: string) => string;
  print?: (line: string) => void;
  printErr?: (line: string) => void;
};

declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  export default function load(options?: WasmOptions): Promise<{ JPEGDecoder: new () => WasmDecoder }>;
}
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  export default function load(options?: WasmOptions): Promise<{ JpegLSDecoder: new () => WasmDecoder }>;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  export default function load(options?: WasmOptions): Promise<{ J2KDecoder: new () => WasmDecoder }>;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  export default function load(options?: WasmOptions): Promise<{ HTJ2KDecoder: new () => WasmDecoder }>;
}
declare module '@cornerstonejs/codec-libjxl/decodewasmjs' {
  export default function load(options?: WasmOptions): Promise<{ JpegXLDecoder: new () => WasmDecoder }>;
}
declare module '@cornerstonejs/jpeg-lossless-decoder-js' {
  export class Decoder {
    /** Throws an `Error` on what is no lossless JPEG. */
    decode(buffer: ArrayBufferLike, offset: number, length: number, bytesPerSample: number): Uint8Array;
  }
}
