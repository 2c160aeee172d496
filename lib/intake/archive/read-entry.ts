import { streamChunks } from '#lib/clinical/stream-chunks.ts';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import type { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import type { Refusal } from '#lib/dicom/part10/read-part10.ts';
import { crc32 } from './crc32.ts';
import type { ZipEntry } from './zip-directory.ts';

/** What one file of an archive may hold; a picture of more could not be shown anyway. */
const ENTRY_LIMIT = 2 ** 31 - 1;
const LOCAL_HEADER = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

const DAMAGED: Refusal = { refusal: 'its data in the archive are damaged' };

/** The compressed bytes of an entry; the local header repeats the name, with a length of its own. */
async function compressed(archive: Blob, entry: ZipEntry): Promise<Blob | null> {
  const { headerOffset, compressedSize } = entry;
  const head = new DataView(await archive.slice(headerOffset, headerOffset + LOCAL_HEADER).arrayBuffer());
  if (head.byteLength < LOCAL_HEADER || head.getUint32(0, true) !== LOCAL_SIGNATURE) return null;
  const start = headerOffset + LOCAL_HEADER + head.getUint16(26, true) + head.getUint16(28, true);
  return start + compressedSize > archive.size ? null : archive.slice(start, start + compressedSize);
}

/** Reads a stream that must give exactly `size` bytes with this sum; anything else is `null`, and no more is read. */
async function exactly(stream: ReadableStream<Uint8Array>, { size, crc32: sum }: ZipEntry) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  let found = 0;
  try {
    for await (const value of streamChunks(stream)) {
      length += value.length;
      if (length > size) return null;
      found = crc32(value, found);
      pieces.push(new Uint8Array(value));
    }
  } catch (thrown) {
    if (!isTagged<UnreadableSource>(thrown, 'UnreadableSource')) throw thrown;
    return null;
  }
  return length === size && found === sum ? new Blob(pieces) : null;
}

/** The content of one file of an archive, checked against its length and sum. Never throws for bad data. */
export async function readZipEntry(archive: Blob, entry: ZipEntry): Promise<Blob | Refusal> {
  if (entry.encrypted) return { refusal: 'it is encrypted' };
  if (entry.method !== STORED && entry.method !== DEFLATED)
    return { refusal: 'it is compressed in a way other than deflate' };
  if (entry.size > ENTRY_LIMIT) return { refusal: 'it holds more than 2 GiB' };
  const data = await compressed(archive, entry);
  if (data === null) return DAMAGED;
  const stream: ReadableStream<Uint8Array<ArrayBuffer>> = data.stream();
  const inflated =
    entry.method === STORED ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw'));
  return (await exactly(inflated, entry)) ?? DAMAGED;
}
