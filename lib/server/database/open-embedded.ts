import { mkdir } from 'node:fs/promises';
import { drizzle } from 'drizzle-orm/pglite';
import { isTagged } from '#lib/clinical/tagged-error.ts';
import { lockFolder } from '#lib/fhir/store/folder-lock.ts';
import { DatabaseError, type OpenedDatabase } from './database.ts';
import { migrate } from './migrate.ts';

/** A second process on one folder would lose rows without a word: PGlite itself does not look. */
async function claim(folder: string): Promise<() => Promise<void>> {
  try {
    return await lockFolder(folder);
  } catch (cause) {
    throw new DatabaseError(
      'locked',
      'Another process has the database of this data folder open: stop it first, or set DATABASE_URL to a PostgreSQL server, which several may use at once.',
      cause,
    );
  }
}

const damaged = (cause: unknown): unknown =>
  isTagged(cause)
    ? cause
    : new DatabaseError(
        'damaged',
        'The database in the data folder cannot be opened. It holds nothing that cannot be made anew: delete the folder "database" and index again.',
        cause,
      );

/**
 * PGlite with its vector extension, in a folder of its own that only its owner can read. Loaded when it is first needed:
 * it takes half a second and 100 MB of memory and more.
 * Throws `DatabaseError`: `locked` while another process has the folder, `damaged` when it cannot be read.
 */
export async function openEmbedded(folder: string): Promise<OpenedDatabase> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await claim(folder);
  try {
    const [{ PGlite }, { vector }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite-pgvector'),
    ]);
    const client = await PGlite.create({ dataDir: folder, extensions: { vector } });
    const database = drizzle({ client });
    await migrate(database);
    const close = async () => {
      await client.close();
      await unlock();
    };
    return { database, label: 'embedded database', close };
  } catch (cause) {
    await unlock();
    throw damaged(cause);
  }
}
