import type { Issue } from '#lib/clinical/issue.ts';
import { prepareRows } from './distance.ts';
import { localScale, REFERENCE_SAMPLE, type Reference } from './local-scale.ts';
import type { Member, Profile } from './profile.ts';
import type { SimilaritySpace, SpaceView } from './space.ts';

/** One view of a cohort, a row for each member. */
export type ViewTable = Reference & {
  readonly view: SpaceView;
  /** 1 or 0: whether the member has the view; rows of those who lack it are 0. */
  readonly has: Uint8Array;
  /** Local scales σ. */
  readonly scales: Float64Array;
};

/** A cohort as the search reads it. */
export type CohortTable = {
  readonly space: SimilaritySpace;
  readonly key: string;
  /** By id, so that the row of a member does not hang on the order in which they came. */
  readonly members: readonly Member[];
  readonly views: readonly ViewTable[];
};

/** A table, and what was left out of it. */
export type BuiltCohort = { readonly table: CohortTable; readonly issues: readonly Issue[] };

/** Prepared coordinates of a profile in a view; `null`: it lacks the view, or has other axes than the space. */
export function preparedPlace({ views }: Pick<Profile, 'views'>, view: SpaceView): Float32Array | null {
  const place = views[view.id]?.place;
  if (place?.length !== view.map.length || !place.every(Number.isFinite)) return null;
  const row = Float32Array.from(place);
  prepareRows(view.distance, row, row.length);
  return view.distance === 'cosine' && row.every((value) => value === 0) ? null : row;
}

function viewTable(view: SpaceView, members: readonly Member[], neighbourhood: number): ViewTable {
  const axes = view.map.length;
  const places = new Float32Array(members.length * axes);
  const has = new Uint8Array(members.length);
  for (const [row, member] of members.entries()) {
    const place = preparedPlace(member, view);
    if (!place) continue;
    has[row] = 1;
    places.set(place, row * axes);
  }
  const sample = sampleOf(has);
  const reference = { places, axes, sample };
  const scales = new Float64Array(members.length);
  for (const [row, { id }] of members.entries()) {
    if (has[row] !== 1) continue;
    const own = (other: number) => members[other]?.id === id;
    scales[row] = localScale(reference, { places, row }, own, neighbourhood);
  }
  return { view, ...reference, has, scales };
}

/** The first members who have a view: ids are hashes, so that this is a random sample, and the same every time. */
function sampleOf(has: Uint8Array): Uint32Array {
  const rows: number[] = [];
  for (const [row, there] of has.entries()) {
    if (there === 1) rows.push(row);
    if (rows.length === REFERENCE_SAMPLE) break;
  }
  return Uint32Array.from(rows);
}

const byId = (a: Member, b: Member): number => (a.id < b.id ? -1 : Number(a.id > b.id));

const samePlaces = ({ views: a }: Member, { views: b }: Member): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([id, { place }]) => {
    const other = b[id]?.place;
    return other?.length === place.length && place.every((value, k) => value === other[k]);
  });

/** Whether a record of the same person with the same places stands before a row; members are sorted by id. */
function isRepeated(sorted: readonly Member[], row: number): boolean {
  const own = sorted[row];
  for (let before = row - 1; before >= 0; before -= 1) {
    const other = sorted[before];
    if (own === undefined || other?.id !== own.id) return false;
    if (samePlaces(own, other)) return true;
  }
  return false;
}

function without(count: number, code: Issue['code'], why: string): Issue[] {
  if (count === 0) return [];
  const who = count === 1 ? '1 patient was' : `${count} patients were`;
  return [{ code, severity: 'warning', message: `${who} left out: ${why}` }];
}

/**
 * The table of a cohort. Profiles of another space or network are left out with an issue that says to index again; a record
 * that is there twice counts once. Measures the local scales: members × reference sample distances a view.
 */
export function buildCohort(space: SimilaritySpace, key: string, members: readonly Member[]): BuiltCohort {
  const current = members.filter((member) => member.space === key);
  const all = current.toSorted(byId);
  const sorted = all.filter((_, row) => !isRepeated(all, row));
  const stale = 'they were indexed with another version of the networks or of their weights; index again.';
  return {
    table: {
      space,
      key,
      members: sorted,
      views: space.views.map((view) => viewTable(view, sorted, space.neighbourhood)),
    },
    issues: [
      ...without(members.length - current.length, 'wrong-version', stale),
      ...without(current.length - sorted.length, 'duplicate-id', 'the same record is there once more.'),
    ],
  };
}
