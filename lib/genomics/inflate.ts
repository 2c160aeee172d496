import { unzip } from '@gmod/bgzf-filehandle';
import { type GzipTrouble, gunzip } from '#lib/clinical/gunzip.ts';
import { streamChunks } from '#lib/clinical/stream-chunks.ts';

/** Bytes of a file, however they are held: a `Blob`, a `File`, or a stream of chunks from a disk or network. */
export type ByteSource = Blob | AsyncIterable<Uint8Array>;

/** Inflated bytes so far, or the reason why there are no more. */
type Piece = { readonly bytes: Uint8Array } | { readonly stopped: string };

/** Blocks are inflated together from about this many compressed bytes on: one call into WASM for many. */
const BATCH = 1 << 20;
const HEADER = 18;

const chunksOf = (source: ByteSource): AsyncGenerator<Uint8Array> =>
  source instanceof Blob ? streamChunks(source.stream()) : plainChunks(source);

async function* plainChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* source;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** SAM specification section 4.1: a gzip member whose extra field BC holds the block's size. */
const isBgzf = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x1f &&
  bytes[at + 1] === 0x8b &&
  ((bytes[at + 3] ?? 0) & 4) !== 0 &&
  bytes[at + 12] === 0x42 &&
  bytes[at + 13] === 0x43;

/** End of the last block that is whole; -1 when what stands there is no block. */
function wholeBlocks(bytes: Uint8Array): number {
  let at = 0;
  while (at + HEADER <= bytes.length) {
    if (!isBgzf(bytes, at)) return at === 0 ? -1 : at;
    const size = ((bytes[at + 16] ?? 0) | ((bytes[at + 17] ?? 0) << 8)) + 1;
    if (at + size > bytes.length) break;
    at += size;
  }
  return at;
}

const damaged = 'a compressed block is damaged';
const cut = 'the file is cut off inside a compressed block';
const unended = 'the file lacks the end-of-file block of bgzip, so it may be cut off';

/** An empty block ends a bgzip file (SAM specification section 4.1.2). */
const isEndBlock = (bytes: Uint8Array, end: number): boolean =>
  end >= 28 && isBgzf(bytes, end - 28) && bytes[end - 28 + 16] === 27 && bytes[end - 28 + 17] === 0;

async function* inflateBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let pending = new Uint8Array(0) as Uint8Array;
  let ended = false;
  for await (const chunk of chunks) {
    pending = joined(pending, chunk);
    if (pending.length < BATCH) continue;
    const end = wholeBlocks(pending);
    const inflated = end > 0 ? await inflateWhole(pending.subarray(0, end)) : undefined;
    if (end === 0) continue;
    if (inflated === undefined) return yield { stopped: damaged };
    ended = isEndBlock(pending, end);
    pending = pending.subarray(end);
    yield { bytes: inflated };
  }
  yield* lastBlocks(pending, ended);
}

async function* lastBlocks(pending: Uint8Array, endedBefore: boolean): AsyncGenerator<Piece> {
  const end = pending.length === 0 ? 0 : wholeBlocks(pending);
  if (end < 0) return yield { stopped: damaged };
  if (end > 0) {
    const inflated = await inflateWhole(pending.subarray(0, end));
    if (inflated === undefined) return yield { stopped: damaged };
    yield { bytes: inflated };
  }
  if (end < pending.length) yield { stopped: cut };
  else if (!(end > 0 ? isEndBlock(pending, end) : endedBefore)) yield { stopped: unended };
}

async function inflateWhole(blocks: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await unzip(blocks));
  } catch {
    return undefined;
  }
}

const TROUBLES: Readonly<Record<GzipTrouble['trouble'], string>> = {
  damaged: 'the gzip data is damaged',
  'cut-off': 'the gzip data is cut off',
  trailing: 'behind the gzip data stands something else',
};

/** Any other gzip, of one member or several. */
async function* inflateGzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  for await (const piece of gunzip(chunks))
    yield piece instanceof Uint8Array ? { bytes: piece } : { stopped: TROUBLES[piece.trouble] };
}

async function* peeked(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/**
 * Inflates bgzip block by block, any other gzip as a stream, and passes plain bytes through; which one it is tell the
 * bytes, never the name. What stands before a damaged or missing part is yielded, then `stopped` says why it ends.
 */
export async function* inflate(source: ByteSource): AsyncGenerator<Piece> {
  const chunks = chunksOf(source);
  let first = new Uint8Array(0) as Uint8Array;
  try {
    while (first.length < HEADER) {
      const { done, value } = await chunks.next();
      if (done) break;
      first = joined(first, value);
    }
    const all = peeked(first, chunks);
    if (isBgzf(first, 0)) yield* inflateBlocks(all);
    else if (isGzip(first)) yield* inflateGzip(all);
    else for await (const bytes of all) yield { bytes };
  } finally {
    await chunks.return(undefined);
  }
}
