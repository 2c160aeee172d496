import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Blend } from '#lib/server/database/blend.ts';
import type { Database } from '#lib/server/database/database.ts';
import { members, places, runs } from '#lib/server/database/schema.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import { localScale, REFERENCE_SAMPLE } from '#lib/similarity/local-scale.ts';
import { blendedPlace } from './blended-place.ts';
import { measureBlend } from './measure-blend.ts';
import { columnsOf } from './member-row.ts';
import { ALL_VIEWS, buildGraphs } from './nearest-index.ts';
import { type PlacedRow, placedColumns, placedTable, readReference } from './reference.ts';

/** Rows that are measured and written at a time: memory does not grow with the cohort. */
const BATCH = 1000;

async function* searchable(database: Database): AsyncGenerator<PlacedRow[]> {
  let after = '';
  while (true) {
    const rows = await database
      .select(placedColumns)
      .from(members)
      .where(and(eq(members.repeated, false), gt(members.record, after)))
      .orderBy(asc(members.record))
      .limit(BATCH);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.record;
  }
}

/** The same record of one person counts once: the one with the least id. */
async function markRepeated(database: Database): Promise<number> {
  const twin = sql`exists (select 1 from members twin where twin.person = ${members.person}
    and twin.places = ${members.places} and twin.record < ${members.record})`;
  await database
    .update(members)
    .set({ repeated: sql`not ${members.repeated}` })
    .where(sql`${members.repeated} is distinct from ${twin}`);
  const rows = await database
    .select({ count: sql<number>`count(*)::int` })
    .from(members)
    .where(eq(members.repeated, true));
  return rows[0]?.count ?? 0;
}

function scalesOf({ person, places: own }: PlacedRow, table: CohortTable): Float32Array {
  const columns = columnsOf(table.space);
  return Float32Array.from(table.views, (reference) => {
    const { start, axes } = columns.get(reference.view.id) ?? { start: 0, axes: 0 };
    const place = own.subarray(start, start + axes);
    if (Number.isNaN(place[0])) return Number.NaN;
    const isOwn = (row: number) => table.members[row]?.id === person;
    return localScale(reference, { places: place, row: 0 }, isOwn, table.space.neighbourhood);
  });
}

const same = (a: Float32Array, b: Float32Array | null): boolean =>
  b !== null && a.length === b.length && a.every((value, at) => Object.is(value, b[at]));

async function measureScales(database: Database, table: CohortTable): Promise<number> {
  let count = 0;
  for await (const rows of searchable(database)) {
    count += rows.length;
    const measured = rows
      .map((row) => ({ row, scales: scalesOf(row, table) }))
      .filter(({ row, scales }) => !same(scales, row.scales));
    if (measured.length === 0) continue;
    const values = measured.map(
      ({ row, scales }) => sql`(${row.record}::text, ${sql.param(scales, members.scales)}::bytea)`,
    );
    await database.execute(
      sql`update members set scales = measured.scales from (values ${sql.join(values, sql`, `)})
        as measured (record, scales) where members.record = measured.record`,
    );
  }
  return count;
}

/**
 * How the stored places of all views were made; `null`: they are to be made anew. A sample that was not full says too little of a
 * cohort that has grown since.
 */
async function keptBlend(database: Database, key: string): Promise<Blend | null> {
  const [last] = await database
    .select({ blend: runs.blend, members: runs.members })
    .from(runs)
    .where(and(eq(runs.space, key), isNotNull(runs.finishedAt)))
    .orderBy(desc(runs.finishedAt))
    .limit(1);
  return last && (last.members ?? 0) > REFERENCE_SAMPLE ? last.blend : null;
}

/** Blends the places of those who were read since. */
async function blendPlaces(database: Database, { space }: LoadedSpace, blend: Blend): Promise<void> {
  const columns = columnsOf(space);
  const preparedOf = ({ places: own }: PlacedRow) =>
    new Map(
      [...columns].flatMap(([id, { start, axes }]): [string, Float32Array][] => {
        const place = own.subarray(start, start + axes);
        return Number.isNaN(place[0]) ? [] : [[id, place]];
      }),
    );
  const blended = sql`exists (select 1 from places whole where whole.record = ${members.record} and whole.view = ${ALL_VIEWS})`;
  while (true) {
    const rows = await database
      .select(placedColumns)
      .from(members)
      .where(and(eq(members.repeated, false), sql`not ${blended}`))
      .limit(BATCH);
    if (rows.length === 0) return;
    await database.insert(places).values(
      rows.map((row) => ({
        record: row.record,
        view: ALL_VIEWS,
        place: blendedPlace(space, blend, preparedOf(row)),
      })),
    );
  }
}

/** After all patients were read: which records count, their local scales, and the graphs that neighbours are looked up in. */
export async function finishRun(
  database: Database,
  loaded: LoadedSpace,
  run: number,
): Promise<{ readonly members: number; readonly repeated: number }> {
  const repeated = await markRepeated(database);
  const table = placedTable(loaded, await readReference(database, loaded));
  const count = await measureScales(database, table);
  const measured = placedTable(loaded, await readReference(database, loaded));
  const kept = await keptBlend(database, loaded.key);
  if (!kept) await database.delete(places).where(eq(places.view, ALL_VIEWS));
  const blend = kept ?? measureBlend(measured);
  await blendPlaces(database, loaded, blend);
  await buildGraphs(database, loaded);
  await database.update(runs).set({ finishedAt: new Date(), members: count, blend }).where(eq(runs.id, run));
  return { members: count, repeated };
}
