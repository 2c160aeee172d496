import { type CohortTable, preparedPlace, type ViewTable } from '#lib/similarity/cohort-table.ts';
import { localScale } from '#lib/similarity/local-scale.ts';
import type { Member, Profile } from '#lib/similarity/profile.ts';

/** Of somebody who is in no index: no hash is as short. */
export const VISITOR = 'visitor';

function withRow(table: ViewTable, profile: Profile, neighbourhood: number): ViewTable {
  const { axes, view } = table;
  const place = preparedPlace(profile, view);
  const row = table.has.length;
  const places = new Float32Array((row + 1) * axes);
  places.set(table.places);
  if (place) places.set(place, row * axes);
  const scales = new Float64Array(row + 1);
  scales.set(table.scales);
  if (place) scales[row] = localScale(table, { places: place, row: 0 }, () => false, neighbourhood);
  return { ...table, places, scales, has: Uint8Array.of(...table.has, place ? 1 : 0) };
}

/** A cohort with somebody from outside as its last row, in this page alone: scales of the others are measured without her. */
export function placeVisitor(table: CohortTable, profile: Profile): CohortTable {
  const visitor: Member = {
    ...profile,
    id: VISITOR,
    ageBand: null,
    sex: null,
    outcome: { diagnoses: [], followUp: null },
  };
  return {
    ...table,
    members: [...table.members, visitor],
    views: table.views.map((view) => withRow(view, profile, table.space.neighbourhood)),
  };
}
