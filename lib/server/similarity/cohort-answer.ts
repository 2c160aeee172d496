import type { ReadyCohort } from '#lib/similarity/cohort-schema.ts';
import { packFloats } from '#lib/similarity/packed-floats.ts';
import type { Member, Profile } from '#lib/similarity/profile.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import { learnedWeights } from '#lib/similarity/weights.ts';
import { allRecords, findNearest, type PlacedMember, readPlacedMembers, type Searchable } from './search.ts';

/** As many as a page draws and ranks at once. */
export const PAGE_COHORT = 1000;

/** Who is asked about: a record of the index, somebody who is in none, or nobody. */
export type AskedAbout =
  | { readonly record: string }
  | { readonly profile: Profile }
  | { readonly nobody: true };

function namesOf(id: string, members: readonly PlacedMember[]): readonly string[] {
  const names = new Set<string>();
  for (const { member } of members)
    for (const name of Object.keys(member.views[id]?.values ?? {})) names.add(name);
  return [...names].toSorted();
}

function viewOf({ id, map: { length: axes } }: SpaceView, at: number, members: readonly PlacedMember[]) {
  const places = new Float32Array(members.length * axes).fill(Number.NaN);
  const scales = new Float32Array(members.length).fill(Number.NaN);
  const names = namesOf(id, members);
  const numbers = new Float32Array(members.length * names.length).fill(Number.NaN);
  for (const [row, { member, scales: measured }] of members.entries()) {
    const view = member.views[id];
    if (!view) continue;
    places.set(view.place, row * axes);
    scales[row] = measured[at] ?? Number.NaN;
    for (const [k, name] of names.entries())
      numbers[row * names.length + k] = view.values[name] ?? Number.NaN;
  }
  return {
    view: id,
    axes,
    places: packFloats(places),
    scales: packFloats(scales),
    values: { names: [...names], numbers: packFloats(numbers) },
  };
}

const shown = ({ id, ageBand, sex, outcome: { diagnoses, followUp } }: Member) => ({
  member: id,
  ageBand,
  sex,
  outcome: { diagnoses: diagnoses.map((one) => ({ ...one })), followUp: followUp && { ...followUp } },
});

/** Records of the cohort that a page gets: all of a small index, else those nearest who is asked about. */
async function chosenRecords(searchable: Searchable, asked: AskedAbout): Promise<readonly string[]> {
  const total = searchable.run.members ?? 0;
  if (total <= PAGE_COHORT) return allRecords(searchable);
  const own = 'record' in asked ? asked.record : null;
  const [member] = own === null ? [] : await readPlacedMembers(searchable, [own]);
  const profile = 'profile' in asked ? asked.profile : member?.member;
  if (!profile) return (await allRecords(searchable)).slice(0, PAGE_COHORT);
  const found = await findNearest(searchable, profile, {
    weights: learnedWeights(searchable.loaded.space),
    count: PAGE_COHORT - 1,
    reach: { perView: PAGE_COHORT, together: PAGE_COHORT },
  });
  return [...(own === null ? [] : [own]), ...found.map(({ record }) => record)];
}

/** What a page needs to draw a cohort and to rank it. */
export async function cohortAnswer(searchable: Searchable, asked: AskedAbout): Promise<ReadyCohort> {
  const { loaded, run } = searchable;
  const members = await readPlacedMembers(searchable, await chosenRecords(searchable, asked));
  const row = 'record' in asked ? members.findIndex(({ record }) => record === asked.record) : -1;
  return {
    status: 'ready',
    space: loaded.key,
    total: run.members ?? members.length,
    patient: 'nobody' in asked ? null : { row: row < 0 ? null : row },
    members: members.map(({ member }) => shown(member)),
    views: loaded.space.views.map((view, at) => viewOf(view, at, members)),
  };
}
