const LONGEST_RUN = 128;
const HEADER = 64;

/** How many bytes from `at` are the same, up to the longest run. */
function runLength(row: Uint8Array, at: number, end: number): number {
  let length = 1;
  while (length < LONGEST_RUN && at + length < end && row[at + length] === row[at]) length += 1;
  return length;
}

/** Byte runs of one row (PS3.5 section G.3.1, PackBits): a run never crosses the end of a row. */
function encodeRow(row: Uint8Array, out: number[]): void {
  let at = 0;
  while (at < row.length) {
    const run = runLength(row, at, row.length);
    if (run > 1) {
      out.push(257 - run, row[at] ?? 0);
      at += run;
      continue;
    }
    const start = at;
    while (at < row.length && at - start < LONGEST_RUN && runLength(row, at, row.length) < 3) at += 1;
    out.push(at - start - 1);
    for (let k = start; k < at; k += 1) out.push(row[k] ?? 0);
  }
}

function encodeSegment(plane: Uint8Array, columns: number): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < plane.length; at += columns) encodeRow(plane.subarray(at, at + columns), out);
  if (out.length % 2) out.push(0);
  return Uint8Array.from(out);
}

/** One byte of each pixel: segments go from the first sample's most significant byte to the last sample's least. */
function planeOf(
  frame: Uint8Array,
  pixels: number,
  samples: number,
  bytes: number,
  segment: number,
): Uint8Array {
  const sample = Math.floor(segment / bytes);
  const significance = bytes - 1 - (segment % bytes);
  const plane = new Uint8Array(pixels);
  for (let k = 0; k < pixels; k += 1) plane[k] = frame[(k * samples + sample) * bytes + significance] ?? 0;
  return plane;
}

export type FrameLayout = {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  /** 1 or 2, little endian. */
  readonly bytesPerSample: number;
};

/**
 * One frame in RLE Lossless (PS3.5 annex G).
 *
 * @param frame samples of a pixel together (planar configuration 0), little endian
 */
export function encodeRle(frame: Uint8Array, layout: FrameLayout): Uint8Array {
  const { rows, columns, samplesPerPixel, bytesPerSample } = layout;
  const count = samplesPerPixel * bytesPerSample;
  const segments = Array.from({ length: count }, (_, k) =>
    encodeSegment(planeOf(frame, rows * columns, samplesPerPixel, bytesPerSample, k), columns),
  );
  const whole = new Uint8Array(segments.reduce((sum, segment) => sum + segment.length, HEADER));
  const view = new DataView(whole.buffer);
  view.setUint32(0, count, true);
  let at = HEADER;
  for (const [k, segment] of segments.entries()) {
    view.setUint32(4 + 4 * k, at, true);
    whole.set(segment, at);
    at += segment.length;
  }
  return whole;
}
