import { join } from 'node:path';
import type { OpenedDatabase } from './database.ts';
import { openEmbedded } from './open-embedded.ts';
import { openPostgres } from './open-postgres.ts';

type Settings = { readonly databaseUrl: string | null; readonly dataDirectory: string };

/** The database of the settings, with its tables up to date. Throws `DatabaseError`. */
export const openDatabase = ({ databaseUrl, dataDirectory }: Settings): Promise<OpenedDatabase> =>
  databaseUrl === null ? openEmbedded(join(dataDirectory, 'database')) : openPostgres(databaseUrl);
