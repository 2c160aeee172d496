import { access, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ABSOLUTE_S } from './session-cookie.ts';

const FOLDER = 'ended-sessions';

/**
 * Sessions that were signed out before their time, one empty file each. A sealed cookie cannot be taken back from whoever
 * copied it, so the server keeps their ids until no such cookie could open any more. Files, not memory: an end outlives a
 * restart and holds for every process on the same data folder.
 */
const folderOf = (dataDirectory: string): string => join(/* turbopackIgnore: true */ dataDirectory, FOLDER);

async function forgetExpired(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file);
    if (now.getTime() - mtimeMs > ABSOLUTE_S * 1000) await rm(file, { force: true });
  }
}

/** Ends a session for good. Rejects when that cannot be written: then nobody may be told that they are signed out. */
export async function endSession(dataDirectory: string, id: string, now: Date): Promise<void> {
  const folder = folderOf(dataDirectory);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, id), '');
  await forgetExpired(folder, now).catch(() => undefined);
}

export async function hasEnded(dataDirectory: string, id: string): Promise<boolean> {
  try {
    await access(join(folderOf(dataDirectory), id));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
