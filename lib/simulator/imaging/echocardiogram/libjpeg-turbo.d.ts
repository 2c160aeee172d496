/** The encoder of the codec package, which brings no types. */
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs' {
  type FrameInfo = {
    width: number;
    height: number;
    bitsPerSample: number;
    componentCount: number;
    isSigned: boolean;
  };
  class JPEGEncoder {
    /** View of WebAssembly memory to fill with pixels. */
    getDecodedBuffer(info: FrameInfo): Uint8Array;
    getEncodedBuffer(): Uint8Array;
    setQuality(quality: number): void;
    setProgressive(progressive: boolean): void;
    encode(): void;
  }
  export default function load(): Promise<{ JPEGEncoder: typeof JPEGEncoder }>;
}
