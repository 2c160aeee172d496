import type { Refusal } from '#lib/dicom/part10/read-part10.ts';

/** One file of a zip archive, as its central directory lists it (APPNOTE.TXT 6.3.10, section 4.3.12). */
export type ZipEntry = {
  /** As written: for the screen, never a path to write to. */
  readonly name: string;
  /** 0: stored, 8: deflated; others are not read. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
};

/** The end record has 22 bytes and a comment of at most 65,535. */
const END_SEARCH = 65_557;
const END_SIGNATURE = 0x06054b50;
const LOCATOR_SIGNATURE = 0x07064b50;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const DIRECTORY_LIMIT = 64 * 2 ** 20;
const MOST_ENTRIES = 200_000;
const UNSET_16 = 0xffff;
const UNSET_32 = 0xffffffff;

const CUT_OFF: Refusal = {
  refusal: 'its list of files at the end is missing or damaged, so it is cut off',
};

const isNumber = (value: bigint): boolean => value <= BigInt(Number.MAX_SAFE_INTEGER);

async function viewOf(blob: Blob, from: number, length: number): Promise<DataView> {
  return new DataView(await blob.slice(Math.max(0, from), from + length).arrayBuffer());
}

type Directory = { readonly count: number; readonly size: number; readonly offset: number };

/** Where the central directory lies; `null` when no end record tells. */
async function locate(blob: Blob): Promise<Directory | null> {
  const start = Math.max(0, blob.size - END_SEARCH);
  const tail = await viewOf(blob, start, END_SEARCH);
  for (let at = tail.byteLength - 22; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END_SIGNATURE) continue;
    const plain = {
      count: tail.getUint16(at + 10, true),
      size: tail.getUint32(at + 12, true),
      offset: tail.getUint32(at + 16, true),
    };
    const isLarge = plain.count === UNSET_16 || plain.size === UNSET_32 || plain.offset === UNSET_32;
    return isLarge ? ((await locate64(blob, start + at)) ?? plain) : plain;
  }
  return null;
}

/** The end record of archives with more than 65,535 files or 4 GiB (section 4.3.14). */
async function locate64(blob: Blob, end: number): Promise<Directory | null> {
  const locator = await viewOf(blob, end - 20, 20);
  if (locator.byteLength < 20 || locator.getUint32(0, true) !== LOCATOR_SIGNATURE) return null;
  const at = locator.getBigUint64(8, true);
  const record = isNumber(at) ? await viewOf(blob, Number(at), 56) : locator;
  if (record.byteLength < 56 || record.getUint32(0, true) !== END64_SIGNATURE) return null;
  const [count, size, offset] = [32, 40, 48].map((field) => record.getBigUint64(field, true));
  if (count === undefined || size === undefined || offset === undefined) return null;
  if (![count, size, offset].every(isNumber)) return null;
  return { count: Number(count), size: Number(size), offset: Number(offset) };
}

/** Sizes and offset of 64 bits, in the order in which their short fields are unset (section 4.5.3). */
function wideFields(extra: DataView, unset: readonly boolean[]): (number | undefined)[] {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    return unset.map((wanted) => {
      if (!wanted || next + 8 > extra.byteLength) return undefined;
      const value = extra.getBigUint64(next, true);
      next += 8;
      return isNumber(value) ? Number(value) : undefined;
    });
  }
  return [];
}

function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function entryAt(view: DataView, at: number): { entry: ZipEntry; next: number } | null {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
    view.getUint16(at + field, true),
  );
  const next = at + 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  if (next > view.byteLength) return null;
  const short = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const extra = new DataView(view.buffer, at + 46 + (nameLength ?? 0), extraLength);
  const wide = wideFields(
    extra,
    short.map((value) => value === UNSET_32),
  );
  const [size = 0, compressedSize = 0, headerOffset = 0] = short.map((value, k) => wide[k] ?? value);
  const entry: ZipEntry = {
    name: nameOf(new Uint8Array(view.buffer, at + 46, nameLength)),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    crc32: view.getUint32(at + 16, true),
    compressedSize,
    size,
    headerOffset,
  };
  return { entry, next };
}

/** The files of a zip archive (folders left out), read from its central directory. Never throws for bad data. */
export async function readZipDirectory(blob: Blob): Promise<readonly ZipEntry[] | Refusal> {
  const directory = await locate(blob);
  if (directory === null || directory.offset + directory.size > blob.size) return CUT_OFF;
  if (directory.count > MOST_ENTRIES || directory.size > DIRECTORY_LIMIT)
    return { refusal: `it lists more than ${MOST_ENTRIES.toLocaleString('en-GB')} files` };
  const view = await viewOf(blob, directory.offset, directory.size);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < directory.count; ) {
    const found = entryAt(view, at);
    if (found === null) return CUT_OFF;
    entries.push(found.entry);
    at = found.next;
  }
  return entries.filter(({ name }) => !name.endsWith('/'));
}
