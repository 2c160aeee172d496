import type { members, places } from '#lib/server/database/schema.ts';
import { preparedPlace } from '#lib/similarity/cohort-table.ts';
import type { Member, View } from '#lib/similarity/profile.ts';
import type { SimilaritySpace, SpaceView } from '#lib/similarity/space.ts';

type MemberRow = typeof members.$inferInsert;
type PlaceRow = typeof places.$inferInsert;

/** What a row says beside the member itself. */
export type RowHead = Pick<MemberRow, 'record' | 'source' | 'content' | 'run'>;

const axesOf = ({ map }: SpaceView): number => map.length;

/** How many numbers the places of all views make. */
export const widthOf = ({ views }: SimilaritySpace): number =>
  views.reduce((sum, view) => sum + axesOf(view), 0);

type Columns = ReadonlyMap<string, { readonly start: number; readonly axes: number }>;

/** Asked for each row of a search. */
const known = new WeakMap<SimilaritySpace, Columns>();

/** The first number of each view, and how many it has. */
export function columnsOf(space: SimilaritySpace): Columns {
  let next = 0;
  const columns =
    known.get(space) ??
    new Map(
      space.views.map((view) => {
        const start = next;
        next += axesOf(view);
        return [view.id, { start, axes: axesOf(view) }];
      }),
    );
  known.set(space, columns);
  return columns;
}

/** A member as its rows: one of the member, and one for each view that neighbours are looked up in. */
export function rowsOf(
  head: RowHead,
  member: Member,
  space: SimilaritySpace,
): { readonly member: MemberRow; readonly places: readonly PlaceRow[] } {
  const { record } = head;
  const packed = new Float32Array(widthOf(space)).fill(Number.NaN);
  const found: PlaceRow[] = [];
  for (const view of space.views) {
    const place = preparedPlace(member, view);
    if (!place) continue;
    packed.set(place, columnsOf(space).get(view.id)?.start ?? 0);
    found.push({ record, view: view.id, place });
  }
  const values = Object.fromEntries(found.map(({ view }) => [view, member.views[view]?.values ?? {}]));
  const { id: person, space: key, ageBand, sex, outcome, gaps } = member;
  return {
    member: { ...head, person, space: key, ageBand, sex, outcome, values, gaps, places: packed },
    places: found,
  };
}

type Stored = Pick<typeof members.$inferSelect, 'person' | 'space' | 'places'> &
  Partial<Pick<typeof members.$inferSelect, 'ageBand' | 'sex' | 'outcome' | 'values' | 'gaps'>>;

const NO_OUTCOME: Member['outcome'] = { diagnoses: [], followUp: null };

/** A row as a member; what was not asked of the database is empty. */
export function memberOfRow(row: Stored, space: SimilaritySpace): Member {
  const views: Record<string, View> = {};
  for (const [id, { start, axes }] of columnsOf(space)) {
    const place = row.places.subarray(start, start + axes);
    if (place.length === axes && !Number.isNaN(place[0]))
      views[id] = { place, values: row.values?.[id] ?? {} };
  }
  const { person: id, space: key, ageBand = null, sex = null, outcome = NO_OUTCOME, gaps = [] } = row;
  return { id, space: key, views, gaps, ageBand, sex, outcome };
}
