import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isRefusal, type PsvStay, readPsv } from '#lib/icu/hourly/read-psv.ts';

/** Stays are short texts of a few kilobytes; beyond this it is something else. */
const MOST_BYTES = 20_000_000;
const ENDING = '.psv';

/** The files of a folder that are stays by their name, in order. Throws when the folder cannot be read. */
export async function stayFiles(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING)).toSorted();
  return names.map((name) => join(folder, name));
}

/** `p000001` of `…/p000001.psv`. */
export const stayName = (path: string): string => basename(path, ENDING);

/** A stay, or a sentence on standard error that says why there is none. */
export async function readStayFile(path: string): Promise<PsvStay | null> {
  const bytes = await readFile(path);
  const file = basename(path);
  if (bytes.length > MOST_BYTES) {
    process.stderr.write(`${file} is not scored: it has ${bytes.length} bytes, more than ${MOST_BYTES}.\n`);
    return null;
  }
  const read = readPsv(bytes.toString('utf8'), file);
  if (isRefusal(read)) {
    process.stderr.write(`${read.refused.message}\n`);
    return null;
  }
  for (const { message } of read.issues) process.stderr.write(`${file}: ${message}\n`);
  return read;
}
