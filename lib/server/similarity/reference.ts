import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { members, places } from '#lib/server/database/schema.ts';
import type { CohortTable, ViewTable } from '#lib/similarity/cohort-table.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import { REFERENCE_SAMPLE } from '#lib/similarity/local-scale.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import { columnsOf, memberOfRow } from './member-row.ts';

/** What a search reads of a member, before anybody is shown. */
export type PlacedRow = Pick<
  typeof members.$inferSelect,
  'record' | 'person' | 'space' | 'places' | 'scales'
>;

export const placedColumns = {
  record: members.record,
  person: members.person,
  space: members.space,
  places: members.places,
  scales: members.scales,
};

/** Those of a cohort whom scales are measured on. */
export type ReferenceRows = {
  readonly rows: readonly PlacedRow[];
  /** By view: their records, at most `REFERENCE_SAMPLE`. */
  readonly samples: ReadonlyMap<string, ReadonlySet<string>>;
};

const byPerson = (a: PlacedRow, b: PlacedRow): number =>
  a.person < b.person ? -1 : a.person > b.person ? 1 : a.record < b.record ? -1 : 1;

/** The least ids of those who have a view: ids are hashes, so that it is a random sample, and the same every time. */
async function sampleOf(database: Database, view: SpaceView): Promise<PlacedRow[]> {
  return database
    .select(placedColumns)
    .from(members)
    .innerJoin(places, and(eq(places.record, members.record), eq(places.view, view.id)))
    .where(eq(members.repeated, false))
    .orderBy(asc(members.person), asc(members.record))
    .limit(REFERENCE_SAMPLE);
}

/** Reads the reference sample of each view. */
export async function readReference(database: Database, { space }: LoadedSpace): Promise<ReferenceRows> {
  const rows = new Map<string, PlacedRow>();
  const samples = new Map<string, ReadonlySet<string>>();
  for (const view of space.views) {
    const sample = await sampleOf(database, view);
    for (const row of sample) rows.set(row.record, row);
    samples.set(view.id, new Set(sample.map(({ record }) => record)));
  }
  return { rows: [...rows.values()], samples };
}

function viewTable(
  view: SpaceView,
  rows: readonly PlacedRow[],
  column: { readonly start: number; readonly axes: number; readonly at: number },
  sample: ReadonlySet<string>,
): ViewTable {
  const { start, axes, at } = column;
  const packed = new Float32Array(rows.length * axes);
  const has = new Uint8Array(rows.length);
  const scales = new Float64Array(rows.length);
  const sampled: number[] = [];
  for (const [row, { record, places: own, scales: measured }] of rows.entries()) {
    const place = own.subarray(start, start + axes);
    if (place.length !== axes || Number.isNaN(place[0])) continue;
    has[row] = 1;
    packed.set(place, row * axes);
    scales[row] = measured?.[at] ?? 0;
    if (sample.has(record)) sampled.push(row);
  }
  return { view, places: packed, axes, has, scales, sample: Uint32Array.from(sampled) };
}

/** Some of a cohort as they are ranked; `records` beside its rows. */
export type PlacedTable = CohortTable & { readonly records: readonly string[] };

/** A table of some rows, with the scales that the whole cohort gave them; rows by person. */
export function placedTable(
  { space, key }: LoadedSpace,
  { rows: unsorted, samples }: Pick<ReferenceRows, 'rows'> & Partial<ReferenceRows>,
): PlacedTable {
  const rows = unsorted.toSorted(byPerson);
  const columns = columnsOf(space);
  return {
    space,
    key,
    records: rows.map(({ record }) => record),
    members: rows.map((row) => memberOfRow(row, space)),
    views: space.views.map((view, at) =>
      viewTable(
        view,
        rows,
        { ...(columns.get(view.id) ?? { start: 0, axes: 0 }), at },
        samples?.get(view.id) ?? new Set(),
      ),
    ),
  };
}
