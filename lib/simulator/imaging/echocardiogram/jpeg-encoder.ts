import loadCodec from '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs';

/** 8-bit grey rows to a baseline JPEG stream of even length, as DICOM fragments must be (PS3.5 annex A.4). */
export type JpegEncoder = (pixels: Uint8Array, width: number, height: number) => Uint8Array;

/** Speckle survives and a clip is 1 to 2 MB, about a seventh of its raw size. */
const QUALITY = 90;

/** libjpeg-turbo as WebAssembly: whole-number arithmetic, so the same bytes on every machine. */
export async function loadJpegEncoder(): Promise<JpegEncoder> {
  const codec = await loadCodec();
  const encoder = new codec.JPEGEncoder();
  return (pixels, width, height) => {
    encoder
      .getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: 1, isSigned: false })
      .set(pixels);
    encoder.setQuality(QUALITY);
    encoder.setProgressive(false);
    encoder.encode();
    const stream = encoder.getEncodedBuffer();
    const even = new Uint8Array(stream.length + (stream.length % 2));
    even.set(stream);
    return even;
  };
}
