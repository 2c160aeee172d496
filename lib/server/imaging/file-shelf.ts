import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const compress = promisify(gzip);
const unpack = promisify(gunzip);
const SUFFIX = '.gz';

/** Files that can be made again, kept compressed in a folder of bounded size; the longest unread go first. */
type FileShelf = {
  readonly read: (name: string) => Promise<Uint8Array | null>;
  readonly keep: (name: string, bytes: Uint8Array) => Promise<void>;
};

type Kept = { size: number; readMs: number };

async function takeStock(folder: string): Promise<Map<string, Kept>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = new Map<string, Kept>();
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    if (name.endsWith(SUFFIX)) kept.set(name.slice(0, -SUFFIX.length), { size, readMs: mtimeMs });
    else await rm(path);
  }
  return kept;
}

/** Shelves beside this one, of other contents, are cleared away. */
async function clearOthers(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent).catch(() => []))
    if (name !== basename(folder)) await rm(join(parent, name), { recursive: true, force: true });
}

/** `folder` is named after what its contents follow from; its parent holds nothing else. */
export function openShelf(folder: string, mostBytes: number): FileShelf {
  let stock: Promise<Map<string, Kept>> | undefined;
  const open = () => {
    stock ??= clearOthers(folder).then(() => takeStock(folder));
    return stock;
  };
  const pathOf = (name: string) => join(folder, `${name}${SUFFIX}`);

  async function makeRoom(kept: Map<string, Kept>): Promise<void> {
    let bytes = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
    const oldest = [...kept].toSorted(([, a], [, b]) => a.readMs - b.readMs);
    for (const [name, { size }] of oldest) {
      if (bytes <= mostBytes) return;
      kept.delete(name);
      bytes -= size;
      await rm(pathOf(name), { force: true });
    }
  }

  return {
    async read(name) {
      const found = (await open()).get(name);
      if (found === undefined) return null;
      const now = new Date();
      found.readMs = now.getTime();
      // Gone or damaged by another hand: it is made again.
      return readFile(pathOf(name))
        .then(async (packed) => {
          await utimes(pathOf(name), now, now);
          return unpack(packed);
        })
        .catch(() => null);
    },
    async keep(name, bytes) {
      const kept = await open();
      const packed = await compress(bytes, { level: 1 });
      await writeFile(`${pathOf(name)}.part`, packed, { mode: 0o600 });
      await rename(`${pathOf(name)}.part`, pathOf(name));
      kept.set(name, { size: packed.length, readMs: Date.now() });
      await makeRoom(kept);
    },
  };
}
