import { Inflate } from 'fflate';
import { isFlateError } from '#lib/clinical/flate-error.ts';
import { MalformedData } from './byte-reader.ts';

const STEP = 65_536;

/**
 * Raw deflate (PS3.5 annex A.5), as far as it is whole.
 *
 * @param limit bytes that it may grow to: a few kilobytes can inflate to terabytes. Throws `MalformedData` beyond it.
 */
export function inflate(compressed: Uint8Array, limit: number): { bytes: Uint8Array; whole: boolean } {
  const parts: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  const stream = new Inflate((part, final) => {
    length += part.length;
    if (length > limit) throw new MalformedData(`it holds more than ${limit} bytes once inflated`);
    parts.push(part);
    whole ||= final;
  });
  try {
    for (let at = 0; at < compressed.length && !whole; at += STEP)
      stream.push(compressed.subarray(at, at + STEP), at + STEP >= compressed.length);
  } catch (error) {
    if (!isFlateError(error)) throw error;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, whole };
}
