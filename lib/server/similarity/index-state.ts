import { and, desc, eq, isNotNull, ne } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { runs } from '#lib/server/database/schema.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';

/** The last run that is through. */
export type FinishedRun = typeof runs.$inferSelect & { readonly finishedAt: Date };

/** Whether an index can be searched. */
export type IndexState =
  | { readonly status: 'ready'; readonly run: FinishedRun }
  | { readonly status: 'not-indexed' | 'other-space'; readonly detail: string };

export const NOT_INDEXED =
  'The patients of this hospital have not been indexed yet: run "npx consilium index".';
const OTHER_SPACE =
  'The index was made with another version of the networks or of their weights and cannot be searched: run "npx consilium index" again.';

async function lastRun(database: Database, condition: ReturnType<typeof eq>): Promise<FinishedRun | null> {
  const [run] = await database
    .select()
    .from(runs)
    .where(and(condition, isNotNull(runs.finishedAt)))
    .orderBy(desc(runs.finishedAt))
    .limit(1);
  return run?.finishedAt ? { ...run, finishedAt: run.finishedAt } : null;
}

/** What the database holds for a space. */
export async function indexState(database: Database, { key }: LoadedSpace): Promise<IndexState> {
  const run = await lastRun(database, eq(runs.space, key));
  if (run) return { status: 'ready', run };
  const other = await lastRun(database, ne(runs.space, key));
  return other
    ? { status: 'other-space', detail: OTHER_SPACE }
    : { status: 'not-indexed', detail: NOT_INDEXED };
}
