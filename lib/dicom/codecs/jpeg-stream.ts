import { reject } from '../refusal.ts';
import type { HuffmanTable } from './huffman.ts';
import { ZIGZAG } from './inverse-dct.ts';

export type Component = {
  readonly quantisation: Uint16Array;
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** 64 per block, rows of blocks from the top, each block row by row. */
  readonly coefficients: Int32Array;
};

/** One scan: which coefficients, at which precision, with which tables, and where its data begin (T.81 B.2.3). */
export type Scan = {
  readonly from: number;
  readonly to: number;
  readonly high: number;
  readonly low: number;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
  /** Blocks between restart markers; 0 for none. */
  readonly restart: number;
  readonly start: number;
};

export type Stream = {
  readonly rows: number;
  readonly columns: number;
  readonly precision: number;
  readonly progressive: boolean;
  readonly components: readonly Component[];
  readonly scans: readonly Scan[];
};

type Tables = {
  readonly quantisation: Map<number, Uint16Array>;
  readonly huffman: Map<number, HuffmanTable>;
  restart: number;
};
type Frame = Omit<Stream, 'components' | 'scans'> & { readonly components: readonly number[] };

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Markers, tables and scans of a JPEG stream of one component; nothing decoded yet. Throws `RefusedError`. */
export function readStream(bytes: Uint8Array): Stream {
  const tables: Tables = { quantisation: new Map(), huffman: new Map(), restart: 0 };
  const scans: Scan[] = [];
  let frame: Frame | null = null;
  for (const { marker, body, end } of allSegments(bytes)) {
    if (marker >= 0xc0 && marker <= 0xc2) frame = readFrame(marker, body);
    else if (marker === 0xda) scans.push(readScan(body, tables, end));
    else readTables(marker, body, tables);
  }
  if (!frame) return reject('corrupt-frame', 'PixelData', 'The JPEG stream has no frame header.');
  const { components, ...rest } = frame;
  return { ...rest, scans, components: components.map((table) => makeComponent(rest, table, tables)) };
}

type Segment = { readonly marker: number; readonly body: Uint8Array; readonly end: number };

/** Every marker segment of the stream; entropy-coded data between them are passed over. */
function* allSegments(bytes: Uint8Array): Generator<Segment> {
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || !isSegment(marker)) {
      at += 1;
      continue;
    }
    const end = at + 2 + Math.max(2, word(bytes, at + 2));
    yield { marker, body: bytes.subarray(at + 4, end), end };
    at = end;
  }
}

/** Not stuffing (00), nor a marker without a body: RSTn, SOI, EOI, fill. */
const isSegment = (marker: number): boolean =>
  marker >= 0xc0 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd9);

function readFrame(marker: number, body: Uint8Array): Frame {
  return {
    progressive: marker === 0xc2,
    precision: body[0] ?? 0,
    rows: word(body, 1),
    columns: word(body, 3),
    components: Array.from({ length: body[5] ?? 0 }, (_, i) => body[8 + 3 * i] ?? 0),
  };
}

function makeComponent(
  { rows, columns }: Pick<Frame, 'rows' | 'columns'>,
  table: number,
  { quantisation }: Tables,
): Component {
  const blocksWide = Math.ceil(columns / 8);
  const blocksHigh = Math.ceil(rows / 8);
  const found = quantisation.get(table);
  if (!found)
    return reject('corrupt-frame', 'PixelData', 'The JPEG stream uses a table that it does not define.');
  return {
    quantisation: found,
    blocksWide,
    blocksHigh,
    coefficients: new Int32Array(64 * blocksWide * blocksHigh),
  };
}

function readScan(body: Uint8Array, { huffman, restart }: Tables, start: number): Scan {
  const count = body[0] ?? 0;
  const selector = body[2] ?? 0;
  const at = 1 + 2 * count;
  const approximation = body[at + 2] ?? 0;
  return {
    from: body[at] ?? 0,
    to: Math.min(63, body[at + 1] ?? 63),
    high: approximation >> 4,
    low: approximation & 15,
    dc: huffman.get(selector >> 4),
    ac: huffman.get(16 + (selector & 15)),
    restart,
    start,
  };
}

function readTables(marker: number, body: Uint8Array, tables: Tables): void {
  if (marker === 0xdb) readQuantisation(body, tables.quantisation);
  if (marker === 0xc4) readHuffman(body, tables.huffman);
  if (marker === 0xdd) tables.restart = word(body, 0);
}

function readQuantisation(body: Uint8Array, tables: Map<number, Uint16Array>): void {
  let at = 0;
  while (at < body.length) {
    const head = body[at] ?? 0;
    const width = head >> 4 === 0 ? 1 : 2;
    const entry = (k: number) => (width === 1 ? (body[at + 1 + k] ?? 0) : word(body, at + 1 + 2 * k));
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k += 1) table[ZIGZAG[k] ?? 0] = entry(k);
    tables.set(head & 15, table);
    at += 1 + 64 * width;
  }
}

function readHuffman(body: Uint8Array, tables: Map<number, HuffmanTable>): void {
  let at = 0;
  while (at + 17 <= body.length) {
    const counts = body.subarray(at + 1, at + 17);
    const length = counts.reduce((total, count) => total + count, 0);
    // Classes 0 (DC) and 1 (AC) with four tables each; AC is kept above 16.
    tables.set(body[at] ?? 0, { counts, symbols: body.subarray(at + 17, at + 17 + length) });
    at += 17 + length;
  }
}
