import { segments } from '../codecs/jpeg-header.ts';

const SPACE = 0x20;
const MARKER = 0xff;
const JPEG_START = 0xd8;
const JPEG_SCAN = 0xda;
const JPEG_COMMENT = 0xfe;
const CODESTREAM_START = 0x4f;
const CODESTREAM_TILE = 0x90;
const CODESTREAM_COMMENT = 0x64;
/** APPn that a decoder needs: JFIF, colour profile, JPEG-LS and Adobe colour transforms. */
const NEEDED = new Set([0xe0, 0xe2, 0xe8, 0xee]);

/** Application data and comments of JPEG and JPEG-LS (ITU-T T.81 section B.2.4): a name, a date, where a phone was. */
const isJpegText = (marker: number): boolean =>
  marker === JPEG_COMMENT || (marker >= 0xe0 && marker <= 0xef && !NEEDED.has(marker));

type Stream = { readonly isText: (marker: number) => boolean; readonly last: number };

function streamOf(bytes: Uint8Array): Stream | null {
  if (bytes[0] !== MARKER) return null;
  if (bytes[1] === JPEG_START) return { isText: isJpegText, last: JPEG_SCAN };
  // JPEG 2000 part 1, annex A.9.2: comment and extension.
  if (bytes[1] === CODESTREAM_START)
    return { isText: (marker) => marker === CODESTREAM_COMMENT, last: CODESTREAM_TILE };
  return null;
}

/**
 * A copy of a compressed frame with spaces in place of its comments and application data; `null` when there are none.
 * Its length stays, and so do all offsets to frames.
 */
export function withoutComments(fragment: Uint8Array): Uint8Array | null {
  const stream = streamOf(fragment);
  if (!stream) return null;
  let copy: Uint8Array | null = null;
  for (const { marker, start, end } of segments(fragment, stream.last)) {
    const payload = fragment.subarray(start + 4, end);
    if (!stream.isText(marker) || payload.every((byte) => byte === SPACE)) continue;
    copy ??= new Uint8Array(fragment);
    copy.fill(SPACE, start + 4, end);
  }
  return copy;
}
