import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';

/** SHA-256 over names and contents of the files that match, in one order on every machine. */
export async function stampOf(patterns: readonly string[], exclude: readonly string[] = []): Promise<string> {
  const names: string[] = [];
  for await (const entry of glob(patterns, { withFileTypes: true, exclude }))
    if (entry.isFile()) names.push(`${entry.parentPath}/${entry.name}`);
  const hash = createHash('sha256');
  for (const name of names.sort())
    hash
      .update(`${name}\0`)
      .update(await readFile(name))
      .update('\0');
  return hash.digest('hex');
}
