import { openAsBlob } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '#lib/contract/files.ts';
import { isRefusal, readPart10 } from '#lib/dicom/part10/read-part10.ts';
import { asciiText } from '#lib/dicom/part10/text-value.ts';

/** Headers end well before this; what a longer one holds beyond is not needed to place the file. */
const HEADER_BYTES = 256 * 1024;

/** PS3.6: Study, Series and SOP Instance UID. */
const [STUDY, SERIES, INSTANCE] = [0x0020000d, 0x0020000e, 0x00080018] as const;

/** DICOM files by the UIDs in their own headers. */
export type ImageFolder = { readonly instance: Files['instance'] };

const keyOf = (study: string, series: string, instance: string) => `${study} ${series} ${instance}`;

async function readHead(path: string): Promise<Uint8Array> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(new Uint8Array(HEADER_BYTES), 0, HEADER_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

async function keyOfFile(path: string): Promise<string | null> {
  const file = readPart10(await readHead(path), { untilPixels: true });
  if (isRefusal(file)) return null;
  const uid = (tag: number) => asciiText(file.body.get(tag));
  return keyOf(uid(STUDY), uid(SERIES), uid(INSTANCE));
}

/** Indexes the `*.dcm` files below a folder. Rejects when the folder cannot be read. */
export async function openImageFolder(folder: string): Promise<ImageFolder> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.dcm')) continue;
    const path = join(entry.parentPath, entry.name);
    const key = await keyOfFile(path);
    if (key !== null) paths.set(key, path);
  }
  return {
    async instance({ study, series, instance }) {
      const path = paths.get(keyOf(study, series, instance));
      return path === undefined ? null : openAsBlob(path);
    },
  };
}

/** The folder that pictures of charts lie in: the one named, else the first folder among the charts' paths; `null`: none. */
export async function imageFolderOf(paths: readonly string[], named?: string): Promise<string | null> {
  if (named !== undefined) return named;
  for (const path of paths) if ((await stat(path)).isDirectory()) return path;
  return null;
}
