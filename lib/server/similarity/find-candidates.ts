import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Blend } from '#lib/server/database/blend.ts';
import type { Database } from '#lib/server/database/database.ts';
import { members, places, vectorText } from '#lib/server/database/schema.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Weights } from '#lib/similarity/weights.ts';
import { blendedQuery, type PreparedPlaces } from './blended-place.ts';
import { ALL_VIEWS, graphsOf } from './nearest-index.ts';
import { type PlacedRow, placedColumns } from './reference.ts';

/** Whom to look for. */
export type Sought = {
  readonly places: PreparedPlaces;
  readonly weights: Weights;
  readonly blend: Blend;
};

/** How many each graph is asked for; `scripts/bench/similar-index.ts` measures what that finds and costs. */
export type Reach = { readonly perView: number; readonly together: number };
export const REACH: Reach = { perView: 60, together: 300 };

/** One graph to look in. */
type List = {
  readonly view: string;
  readonly axes: number;
  readonly to: Float32Array;
  readonly count: number;
};

/** Those whose distance is least in one graph. Ids of views and numbers of axes come from the space, which was checked. */
function nearestIn({ view, axes, to, count }: List): SQL {
  const cast = sql.raw(`vector(${axes})`);
  return sql`(select ${places.record} from ${places} where ${places.view} = ${sql.raw(`'${view}'`)}
    order by ${places.place}::${cast} <-> ${vectorText(to)}::${cast} limit ${sql.raw(String(count))})`;
}

/** A search keeps as many in view as it shall find: more costs time, fewer cost some of them. */
const searchIn = (database: Database, list: List): Promise<PlacedRow[]> =>
  database.transaction(async (transaction) => {
    await transaction.execute(sql.raw(`set local hnsw.ef_search = ${list.count}`));
    return transaction
      .select(placedColumns)
      .from(members)
      .where(
        and(
          sql`${members.record} in ${nearestIn(list)}`,
          eq(members.repeated, false),
          isNotNull(members.scales),
        ),
      );
  });

/**
 * Members who may be among the nearest: those near in one view, and those near in all views together by the weights. HNSW finds
 * nearly all of them; who is nearest is told afterwards, exactly.
 */
export async function findCandidates(
  database: Database,
  loaded: LoadedSpace,
  { places: sought, weights, blend }: Sought,
  reach: Reach = REACH,
): Promise<readonly PlacedRow[]> {
  const lists = graphsOf(loaded).flatMap(({ view, axes }): List[] => {
    if (view === ALL_VIEWS)
      return [{ view, axes, to: blendedQuery(loaded.space, blend, sought, weights), count: reach.together }];
    const to = sought.get(view);
    return to && reach.perView > 0 && (weights[view] ?? 0) > 0
      ? [{ view, axes, to, count: reach.perView }]
      : [];
  });
  const found = await Promise.all(lists.map((list) => searchIn(database, list)));
  return [...new Map(found.flat().map((row) => [row.record, row])).values()];
}
