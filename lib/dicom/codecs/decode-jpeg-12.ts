import { reject } from '../refusal.ts';
import { EntropyReader, type HuffmanTable } from './huffman.ts';
import { inverseTransform, ZIGZAG } from './inverse-dct.ts';
import { type Component, readStream, type Scan, type Stream } from './jpeg-stream.ts';

/**
 * Lossy JPEG with 12 bits per sample, sequential and progressive, Huffman coded (ITU-T T.81 processes 2, 4, 6, 8, 10, 12),
 * to one 16-bit sample per pixel. Grey only. The decoder of cornerstone's loader is 15 levels too bright on such
 * pictures; this one agrees with libijg within a level. Throws `RefusedError` on damaged data.
 */
export function decodeJpeg12(bytes: Uint8Array): Uint16Array {
  const stream = readStream(bytes);
  const [component] = stream.components;
  if (!component || stream.components.length !== 1)
    return reject('compression', 'PixelData', 'JPEG with 12 bits is supported for grey pictures only.');
  for (const scan of stream.scans) decodeScan(scan, component, bytes, stream.progressive);
  return toSamples(stream, component);
}

function decodeScan(scan: Scan, component: Component, bytes: Uint8Array, progressive: boolean): void {
  const reader = new EntropyReader(bytes, scan.start);
  const { blocksWide, blocksHigh, coefficients } = component;
  const decodeBlock = blockDecoder(scan, reader, progressive);
  const blocks = blocksWide * blocksHigh;
  for (let block = 0; block < blocks; block += 1) {
    if (scan.restart > 0 && block > 0 && block % scan.restart === 0) {
      reader.restart();
      decodeBlock.reset();
    }
    decodeBlock.run(coefficients.subarray(64 * block, 64 * block + 64));
  }
}

type BlockDecoder = { readonly run: (block: Int32Array) => void; readonly reset: () => void };

function blockDecoder(scan: Scan, reader: EntropyReader, progressive: boolean): BlockDecoder {
  if (!progressive) return sequentialDecoder(scan, reader);
  if (scan.from === 0) return scan.high === 0 ? firstDc(scan, reader) : refineDc(scan, reader);
  return scan.high === 0 ? firstAc(scan, reader) : refineAc(scan, reader);
}

function table(found: HuffmanTable | undefined): HuffmanTable {
  return (
    found ??
    reject('corrupt-frame', 'PixelData', 'The JPEG stream uses a Huffman table that it does not define.')
  );
}

/** T.81 F.2.2. */
function sequentialDecoder({ dc, ac }: Scan, reader: EntropyReader): BlockDecoder {
  let predicted = 0;
  const [dcTable, acTable] = [table(dc), table(ac)];
  const run = (block: Int32Array) => {
    predicted += reader.signed(reader.symbol(dcTable));
    block[0] = predicted;
    for (let k = 1; k < 64; k += 1) {
      const symbol = reader.symbol(acTable);
      const size = symbol & 15;
      if (size === 0 && symbol >> 4 < 15) return;
      k += symbol >> 4;
      if (size > 0) block[ZIGZAG[k & 63] ?? 0] = reader.signed(size);
    }
  };
  return {
    run,
    reset: () => {
      predicted = 0;
    },
  };
}

/** T.81 G.1.2.1, first scan of the DC coefficient. */
function firstDc({ dc, low }: Scan, reader: EntropyReader): BlockDecoder {
  let predicted = 0;
  const dcTable = table(dc);
  return {
    run: (block) => {
      predicted += reader.signed(reader.symbol(dcTable));
      block[0] = predicted * 2 ** low;
    },
    reset: () => {
      predicted = 0;
    },
  };
}

const refineDc = ({ low }: Scan, reader: EntropyReader): BlockDecoder => ({
  run: (block) => {
    block[0] = (block[0] ?? 0) | (reader.bits(1) << low);
  },
  reset: () => {},
});

/** T.81 G.1.2.2, first scan of a band of AC coefficients. */
function firstAc(scan: Scan, reader: EntropyReader): BlockDecoder {
  let blocksToSkip = 0;
  const acTable = table(scan.ac);
  return {
    run: (block) => {
      if (blocksToSkip > 0) blocksToSkip -= 1;
      else blocksToSkip = readBand(block, scan, reader, acTable);
    },
    reset: () => {
      blocksToSkip = 0;
    },
  };
}

/** Fills one block's band; returns for how many further blocks the band is empty. */
function readBand(
  block: Int32Array,
  { from, to, low }: Scan,
  reader: EntropyReader,
  acTable: HuffmanTable,
): number {
  for (let k = from; k <= to; k += 1) {
    const symbol = reader.symbol(acTable);
    const [zeros, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && zeros < 15) return (1 << zeros) + reader.bits(zeros) - 1;
    k += zeros;
    if (size > 0) block[ZIGZAG[k & 63] ?? 0] = reader.signed(size) * 2 ** low;
  }
  return 0;
}

/** T.81 G.1.2.3: one more bit of each coefficient that is not zero, and new ones of size 1. */
function refineAc(scan: Scan, reader: EntropyReader): BlockDecoder {
  let emptyBlocks = 0;
  const acTable = table(scan.ac);
  return {
    run: (block) => {
      if (emptyBlocks > 0) passRefining(block, scan, reader, scan.from, 64);
      else emptyBlocks = refineBand(block, scan, reader, acTable);
      if (emptyBlocks > 0) emptyBlocks -= 1;
    },
    reset: () => {
      emptyBlocks = 0;
    },
  };
}

/** Returns the run of blocks, this one included, in which the band holds nothing new from here on; 0 for none. */
function refineBand(block: Int32Array, scan: Scan, reader: EntropyReader, acTable: HuffmanTable): number {
  let k = scan.from;
  while (k <= scan.to) {
    const symbol = reader.symbol(acTable);
    const [zeros, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && zeros < 15) {
      const run = (1 << zeros) + reader.bits(zeros);
      passRefining(block, scan, reader, k, 64);
      return run;
    }
    const fresh = size > 0 ? (2 * reader.bits(1) - 1) * 2 ** scan.low : 0;
    k = passRefining(block, scan, reader, k, zeros);
    if (k <= scan.to && fresh !== 0) block[ZIGZAG[k] ?? 0] = fresh;
    k += 1;
  }
  return 0;
}

/** Refines what is there from `start` and passes `zeros` empty places; returns where it stopped. */
function passRefining(
  block: Int32Array,
  { to, low }: Scan,
  reader: EntropyReader,
  start: number,
  zeros: number,
): number {
  let left = zeros;
  for (let k = start; k <= to; k += 1) {
    const at = ZIGZAG[k] ?? 0;
    const value = block[at] ?? 0;
    if (value !== 0) block[at] = refined(value, 1 << low, reader.bits(1));
    else if (left === 0) return k;
    else left -= 1;
  }
  return to + 1;
}

const refined = (value: number, bit: number, correction: number): number =>
  correction === 0 || (Math.abs(value) & bit) !== 0 ? value : value + Math.sign(value) * bit;

function toSamples({ rows, columns, precision }: Stream, component: Component): Uint16Array {
  const { blocksWide, blocksHigh, coefficients, quantisation } = component;
  const out = new Uint16Array(rows * columns);
  const middle = 2 ** (precision - 1);
  const pixels = new Float64Array(64);
  for (let block = 0; block < blocksWide * blocksHigh; block += 1) {
    inverseTransform(coefficients.subarray(64 * block, 64 * block + 64), quantisation, pixels);
    const [left, top] = [8 * (block % blocksWide), 8 * Math.floor(block / blocksWide)];
    for (let i = 0; i < 64; i += 1) {
      const [x, y] = [left + (i & 7), top + (i >> 3)];
      const value = Math.round((pixels[i] ?? 0) + middle);
      if (x < columns && y < rows) out[y * columns + x] = Math.max(0, Math.min(2 * middle - 1, value));
    }
  }
  return out;
}
