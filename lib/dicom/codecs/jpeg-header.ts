/** What the markers of a JPEG or JPEG-LS stream say before its first scan (ITU-T T.81 annex B, T.87 annex C). */
export type JpegHeader = {
  readonly process: 'sequential' | 'progressive' | 'lossless' | 'jpeg-ls' | 'other';
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly number[];
  /** Colour transform of an Adobe marker: 0 none, 1 YCbCr; null without one. */
  readonly adobe: number | null;
};

const PROCESS: Readonly<Record<number, JpegHeader['process']>> = {
  192: 'sequential',
  193: 'sequential',
  194: 'progressive',
  195: 'lossless',
  247: 'jpeg-ls',
};
const SOF_OTHER = new Set([197, 198, 199, 201, 202, 203, 205, 206, 207]);
const APP0 = 0xe0;
const APP14 = 0xee;
const START_OF_SCAN = 0xda;

type Segment = { readonly marker: number; readonly start: number; readonly end: number };

/**
 * Marker segments between the start of the image and the first scan, both streams of JPEG and of JPEG 2000; ends early
 * where the stream is damaged.
 *
 * @param last marker that begins the picture itself
 */
export function* segments(bytes: Uint8Array, last = START_OF_SCAN): Generator<Segment> {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    yield { marker, start: at, end: at + 2 + length };
    if (marker === last || length < 2) return;
    at += 2 + length;
  }
}

/** Null when the bytes are no such stream or hold no frame header. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const all = [...segments(bytes)];
  const frame = all.findLast(({ marker }) => PROCESS[marker] !== undefined || SOF_OTHER.has(marker));
  const adobe = all.findLast((segment) => segment.marker === APP14 && isAdobe(bytes, segment));
  if (!frame) return null;
  return { ...readFrame(bytes, frame), adobe: adobe ? (bytes[adobe.start + 15] ?? null) : null };
}

const isAdobe = (bytes: Uint8Array, { start, end }: Segment): boolean =>
  end - start >= 16 && String.fromCharCode(...bytes.subarray(start + 4, start + 9)) === 'Adobe';

function readFrame(bytes: Uint8Array, { marker, start }: Segment): Omit<JpegHeader, 'adobe'> {
  const at = (offset: number): number => bytes[start + offset] ?? 0;
  return {
    process: PROCESS[marker] ?? 'other',
    precision: at(4),
    rows: (at(5) << 8) | at(6),
    columns: (at(7) << 8) | at(8),
    components: Array.from({ length: at(9) }, (_, i) => at(10 + 3 * i)),
  };
}

/**
 * The stream with one Adobe marker of that transform and no JFIF marker, so that a decoder converts colours as told
 * instead of guessing (libjpeg believes JFIF before anything else).
 */
export function withColourTransform(bytes: Uint8Array, transform: 0 | 1): Uint8Array {
  const dropped = [...segments(bytes)].filter(({ marker }) => marker === APP0 || marker === APP14);
  const kept: Uint8Array[] = [];
  let at = 2;
  for (const { start, end } of dropped) {
    kept.push(bytes.subarray(at, start));
    at = end;
  }
  kept.push(bytes.subarray(at));
  const head = [0xff, 0xd8, 0xff, APP14, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];
  const whole = new Uint8Array(head.length + kept.reduce((total, part) => total + part.length, 0));
  whole.set(head);
  let to = head.length;
  for (const part of kept) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
