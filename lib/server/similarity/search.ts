import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '#lib/server/database/database.ts';
import { members } from '#lib/server/database/schema.ts';
import { preparedPlace } from '#lib/similarity/cohort-table.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import type { Member, Profile } from '#lib/similarity/profile.ts';
import { type Neighbour, rankBy } from '#lib/similarity/rank.ts';
import { similaritiesTo } from '#lib/similarity/similarities.ts';
import type { Weights } from '#lib/similarity/weights.ts';
import type { PreparedPlaces } from './blended-place.ts';
import { findCandidates, type Reach } from './find-candidates.ts';
import type { FinishedRun } from './index-state.ts';
import { memberOfRow } from './member-row.ts';
import { type PlacedRow, type PlacedTable, placedTable, readReference } from './reference.ts';

/** An index that is ready. */
export type Searchable = {
  readonly database: Database;
  readonly loaded: LoadedSpace;
  readonly run: FinishedRun;
};

/** Somebody from the index, with the record to read the rest of it by. */
export type Found = { readonly record: string; readonly neighbour: Neighbour };

type Kept = { readonly run: number; readonly reference: Promise<PlacedTable> };
/** The reference sample of each database, as of its last run. */
const kept = new WeakMap<Database, Kept>();

const isMeasured = ({ scales }: PlacedRow): boolean => scales !== null;

async function measuredReference({ database, loaded }: Searchable): Promise<PlacedTable> {
  const { rows, samples } = await readReference(database, loaded);
  return placedTable(loaded, { rows: rows.filter(isMeasured), samples });
}

function referenceOf(searchable: Searchable): Promise<PlacedTable> {
  const { database, run } = searchable;
  const known = kept.get(database);
  if (known?.run === run.id) return known.reference;
  const reference = measuredReference(searchable);
  reference.catch(() => kept.delete(database));
  kept.set(database, { run: run.id, reference });
  return reference;
}

/** Places of a profile as distances are measured on. */
export const preparedPlaces = (profile: Pick<Profile, 'views'>, { space }: LoadedSpace): PreparedPlaces =>
  new Map(
    space.views.flatMap((view): [string, Float32Array][] => {
      const place = preparedPlace(profile, view);
      return place ? [[view.id, place]] : [];
    }),
  );

/**
 * The nearest of an index by fused similarity: candidates by HNSW where there are more than the reference sample, ranked exactly.
 * The profile must be of this index's space (`staleProfile`); its `id` says whose records are passed over.
 */
export async function findNearest(
  searchable: Searchable,
  profile: Profile & { readonly id?: string },
  { weights, count, reach }: { readonly weights: Weights; readonly count: number; readonly reach?: Reach },
): Promise<readonly Found[]> {
  const { database, loaded, run } = searchable;
  const reference = await referenceOf(searchable);
  const isWhole = (run.members ?? 0) <= reference.records.length;
  const sought = { places: preparedPlaces(profile, loaded), weights, blend: run.blend ?? {} };
  const table = isWhole
    ? reference
    : placedTable(loaded, { rows: await findCandidates(database, loaded, sought, reach) });
  return rankBy(similaritiesTo(table, profile, reference), weights, count).map((neighbour) => ({
    record: table.records[neighbour.member] ?? '',
    neighbour,
  }));
}

/** A whole member with its local scales, by view in the order of the space. */
export type PlacedMember = {
  readonly record: string;
  /** Hash of what was read. */
  readonly content: string;
  readonly member: Member;
  readonly scales: Float32Array;
};

/** Whole members by their records, by person; those who cannot be found are not among them. */
export async function readPlacedMembers(
  { database, loaded }: Searchable,
  records: readonly string[],
): Promise<readonly PlacedMember[]> {
  const rows = await database
    .select()
    .from(members)
    .where(and(inArray(members.record, [...records]), eq(members.repeated, false), isNotNull(members.scales)))
    .orderBy(members.person, members.record);
  return rows.map((row) => ({
    record: row.record,
    content: row.content,
    member: memberOfRow(row, loaded.space),
    scales: row.scales ?? new Float32Array(),
  }));
}

/** Records of everyone who can be found, by id. */
export async function allRecords({ database }: Searchable): Promise<readonly string[]> {
  const rows = await database
    .select({ record: members.record })
    .from(members)
    .where(and(eq(members.repeated, false), isNotNull(members.scales)))
    .orderBy(members.person, members.record);
  return rows.map(({ record }) => record);
}
