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
export const REACH: Reach = { perView: 100, together: 500 };

/** Of those whose distance is least in one graph. Ids of views and numbers of axes come from the space, which was checked. */
function nearestIn(view: string, axes: number, to: Float32Array, count: number): SQL {
  const cast = sql.raw(`vector(${axes})`);
  return sql`(select ${places.record} from ${places} where ${places.view} = ${sql.raw(`'${view}'`)}
    order by ${places.place}::${cast} <-> ${vectorText(to)}::${cast} limit ${sql.raw(String(count))})`;
}

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
  const lists = graphsOf(loaded).flatMap(({ view, axes }) => {
    if (view === ALL_VIEWS) {
      const together = blendedQuery(loaded.space, blend, sought, weights);
      return [nearestIn(view, axes, together, reach.together)];
    }
    const place = sought.get(view);
    return place && (weights[view] ?? 0) > 0 ? [nearestIn(view, axes, place, reach.perView)] : [];
  });
  // Union alone would compare whole lists to drop repeats; a set of candidates does that by itself.
  const near = sql`${members.record} in (${sql.join(lists, sql` union all `)})`;
  return database.transaction(async (transaction) => {
    await transaction.execute(
      sql.raw(`set local hnsw.ef_search = ${Math.max(reach.perView, reach.together)}`),
    );
    return transaction
      .select(placedColumns)
      .from(members)
      .where(and(near, eq(members.repeated, false), isNotNull(members.scales)));
  });
}
