/** The codec that is used without the loader; it brings no types. */
type FrameInfo = {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
};
type WasmDecoder = {
  /** View of WebAssembly memory to fill with the compressed stream. */
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): FrameInfo;
  /** View of WebAssembly memory: copy before the next call. */
  getDecodedBuffer(): Uint8Array;
  delete(): void;
};
type WasmOptions = {
  locateFile?: (file: string) => string;
  print?: (line: string) => void;
  printErr?: (line: string) => void;
};

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  export default function load(options?: WasmOptions): Promise<{ HTJ2KDecoder: new () => WasmDecoder }>;
}
