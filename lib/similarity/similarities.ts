import { type CohortTable, preparedPlace, type ViewTable } from './cohort-table.ts';
import { squaredDistance } from './distance.ts';
import { similarityAt } from './kernel.ts';
import { localScale } from './local-scale.ts';
import type { Profile } from './profile.ts';
import { staleProfile } from './refuse-profile.ts';

/** Of a view that one of two patients lacks. */
export const ABSENT = -1;

/** How alike a patient is to each member, view by view: all that ranking needs. Plain data, which may cross to a browser. */
export type Similarities = {
  /** Opaque ids of the members, ascending. */
  readonly ids: readonly string[];
  /** Of the space: weight of "no news". */
  readonly prior: number;
  readonly views: readonly {
    readonly id: string;
    /** Of the space: mean similarity of two patients. */
    readonly chance: number;
    /** 0 … 1 for each member; `ABSENT` where one of the two lacks the view, and for the patient's own records. */
    readonly values: Float64Array;
  }[];
};

/** Whom neighbours are sought for: a member by the row in the table, or somebody from outside, whose `id` says who that is. */
export type Query = number | (Profile & { readonly id?: string });

type Asked = Profile & { readonly id?: string };

function profileOf(table: CohortTable, query: Query): Asked {
  if (typeof query !== 'number') return query;
  const member = table.members[query];
  if (!member) throw new RangeError(`There is no member ${query} in a cohort of ${table.members.length}`);
  return member;
}

/** Rows of the patient's own records. */
const ownRows =
  ({ id }: Asked, members: CohortTable['members']) =>
  (row: number): boolean =>
    id !== undefined && members[row]?.id === id;

/** σ of the patient in the view at a place of the space's order. */
function scaleOf({ views, members, space }: CohortTable, at: number, asked: Asked, place: Float32Array) {
  const view = views[at];
  if (!view) throw new RangeError(`There is no view ${at} in a cohort of ${views.length}`);
  return localScale(view, { places: place, row: 0 }, ownRows(asked, members), space.neighbourhood);
}

function valuesOf(
  table: CohortTable,
  { view, places, axes, has, scales }: ViewTable,
  asked: Asked,
  scaleAt: (place: Float32Array) => number,
): Float64Array {
  const values = new Float64Array(table.members.length).fill(ABSENT);
  const place = preparedPlace(asked, view);
  if (!place) return values;
  const isOwn = ownRows(asked, table.members);
  const scale = scaleAt(place);
  for (const row of values.keys()) {
    if (has[row] !== 1 || isOwn(row)) continue;
    const squared = squaredDistance(place, 0, places, row, axes);
    values[row] = similarityAt(squared, scale, scales[row] ?? 0, view.bandwidth);
  }
  return values;
}

/**
 * Measures a patient against every member, once per patient: whatever weights are set later, these stay.
 * Throws `TypeError` for a profile of another space, which `staleProfile` tells of beforehand.
 *
 * @param reference the table with the reference sample, where `table` holds only some of a cohort
 */
export function similaritiesTo(
  table: CohortTable,
  query: Query,
  reference: CohortTable = table,
): Similarities {
  const asked = profileOf(table, query);
  const stale = staleProfile(asked, table.key);
  if (stale) throw new TypeError(stale.message);
  return {
    ids: table.members.map(({ id }) => id),
    prior: table.space.prior,
    views: table.views.map((columns, at) => ({
      id: columns.view.id,
      chance: columns.view.chance,
      values: valuesOf(table, columns, asked, (place) => scaleOf(reference, at, asked, place)),
    })),
  };
}
