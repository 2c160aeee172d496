import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import type { Database } from '#lib/server/database/database.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import { blendedWidth } from './blended-place.ts';

/** The view that stands for all views together; no view of a space can be called so. */
export const ALL_VIEWS = '*';

/** What HNSW graphs there are to look in: one for each view, and one for all together (Malkov YA, Yashunin DA, 2018). */
export const graphsOf = ({ space }: LoadedSpace): readonly { view: string; axes: number }[] => [
  ...space.views.map(({ id, map }) => ({ view: id, axes: map.length })),
  { view: ALL_VIEWS, axes: blendedWidth(space) },
];

const PREFIX = 'places_near_';
const nameOf = ({ key }: LoadedSpace, at: number): string =>
  `${PREFIX}${createHash('sha256').update(key).digest('hex').slice(0, 12)}_${at}`;

const indexes = pgTable('pg_indexes', {
  name: text('indexname').notNull(),
  table: text('tablename').notNull(),
});

/** Takes away the graphs of other spaces: a place of another number of axes would not fit them. */
export async function dropOtherGraphs(database: Database, loaded: LoadedSpace): Promise<void> {
  const own = new Set(graphsOf(loaded).map((_, at) => nameOf(loaded, at)));
  const there = await database
    .select({ name: indexes.name })
    .from(indexes)
    .where(sql`${indexes.table} = 'places' and ${indexes.name} like ${`${PREFIX}%`}`);
  for (const { name } of there)
    if (!own.has(name)) await database.execute(sql`drop index if exists ${sql.identifier(name)}`);
}

/** Builds the graphs that are not there yet, over all rows at once, which is quicker than row by row. */
export async function buildGraphs(database: Database, loaded: LoadedSpace): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`set local maintenance_work_mem = '512MB'`);
    for (const [at, { view, axes }] of graphsOf(loaded).entries())
      await transaction.execute(
        sql.raw(
          `create index if not exists ${nameOf(loaded, at)} on places using hnsw ((place::vector(${axes})) vector_l2_ops) with (m = 16, ef_construction = 96) where view = '${view}'`,
        ),
      );
  });
}
