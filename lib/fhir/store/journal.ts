import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Issue } from '#lib/clinical/issue.ts';
import type { Change } from './resource-table.ts';
import { StoreError } from './store-error.ts';

const CHUNK_BYTES = 4 * 2 ** 20;
const NEWLINE = 0x0a;

type Line = { readonly bytes: Buffer; readonly end: number; readonly whole: boolean };

function* chunksOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const read = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

/** Each line with the offset of its end. A last line without a newline is not `whole`: its write was cut off. */
function* linesOf(path: string): Generator<Line> {
  let rest: Buffer[] = [];
  let end = 0;
  for (const chunk of chunksOf(path)) {
    let start = 0;
    for (let cut = chunk.indexOf(NEWLINE); cut >= 0; cut = chunk.indexOf(NEWLINE, start)) {
      const bytes = Buffer.concat([...rest, chunk.subarray(start, cut)]);
      rest = [];
      start = cut + 1;
      end += bytes.length + 1;
      yield { bytes, end, whole: true };
    }
    rest.push(chunk.subarray(start));
  }
  const bytes = Buffer.concat(rest);
  if (bytes.length > 0) yield { bytes, end: end + bytes.length, whole: false };
}

function changesIn({ bytes, whole }: Line): readonly Change[] | undefined {
  if (!whole) return undefined;
  try {
    // Written by this class alone, and checked before it was written.
    return JSON.parse(bytes.toString('utf8')) as readonly Change[];
  } catch {
    return undefined;
  }
}

const torn = (bytes: number): Issue => ({
  code: 'file-unreadable',
  severity: 'warning',
  message: `The last write to the store had been cut off: its ${bytes} bytes were dropped, and nothing before them was lost.`,
});

/** Applies every whole line; returns where they end and how many bytes of a cut-off line follow. */
function replay(path: string, apply: (change: Change) => void): { end: number; dropped: number } {
  let end = 0;
  let dropped = 0;
  for (const line of linesOf(path)) {
    if (dropped > 0) throw new StoreError('corrupt', path, `The journal is damaged at byte ${end}.`);
    const changes = changesIn(line);
    for (const change of changes ?? []) apply(change);
    if (changes === undefined) dropped = line.bytes.length;
    else end = line.end;
  }
  return { end, dropped };
}

/**
 * Append-only file of committed changes: one line of JSON per commit, on disk before the commit is acknowledged.
 * A commit is whole or absent after a crash, because a line without its end is dropped.
 */
export class Journal {
  readonly #path: string;
  readonly #file: FileHandle;
  #end: number;
  #broken = false;

  private constructor(path: string, file: FileHandle, end: number) {
    this.#path = path;
    this.#file = file;
    this.#end = end;
  }

  /**
   * Replays a journal, made when absent, in order of commit. Throws `StoreError` when a line other than the last is
   * damaged: going on would lose what a clinician believes to be stored.
   */
  static async open(
    path: string,
    apply: (change: Change) => void,
  ): Promise<{ journal: Journal; issues: Issue[] }> {
    const file = await open(path, 'a', 0o600);
    try {
      const { end, dropped } = replay(path, apply);
      if (dropped > 0) await file.truncate(end);
      return { journal: new Journal(path, file, end), issues: dropped > 0 ? [torn(dropped)] : [] };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves when the commit is on disk. After a failure the file is as before. */
  async append(changes: readonly Change[]): Promise<void> {
    if (this.#broken)
      throw new StoreError('write-failed', this.#path, 'The journal can no longer be written.');
    const line = Buffer.from(`${JSON.stringify(changes)}\n`);
    try {
      await this.#file.appendFile(line);
      await this.#file.datasync();
      this.#end += line.length;
    } catch (cause) {
      await this.#file.truncate(this.#end).catch(() => {
        this.#broken = true;
      });
      throw new StoreError('write-failed', this.#path, 'The change could not be written to disk.', cause);
    }
  }

  async close(): Promise<void> {
    this.#broken = true;
    await this.#file.close();
  }
}
