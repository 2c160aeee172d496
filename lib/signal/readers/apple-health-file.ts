import { type AppleHealth, AppleHealthReader } from './apple-health.ts';
import { encodingOf } from './text-of.ts';

/** Enough to tell the encoding. */
const SNIFFED = 1 << 12;

/**
 * Reads an export of Apple Health piece by piece, since it may have several gigabytes.
 *
 * @param now ms since the epoch; later readings are left out of `samples`
 * @param onRead how many bytes were read so far
 */
export async function readAppleHealthFile(
  file: Blob,
  now?: number,
  onRead: (bytes: number) => void = () => undefined,
): Promise<AppleHealth> {
  const reader = new AppleHealthReader(now);
  const head = new Uint8Array(await file.slice(0, SNIFFED).arrayBuffer());
  const decoder = new TextDecoder(encodingOf(head));
  const pieces = file.stream().getReader();
  let done = 0;
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    reader.write(decoder.decode(piece.value, { stream: true }));
    done += piece.value.length;
    onRead(done);
  }
  return reader.finish();
}
