import type { ReadyCohort } from '#lib/similarity/cohort-schema.ts';
import type { CohortTable, ViewTable } from '#lib/similarity/cohort-table.ts';
import { prepareRows } from '#lib/similarity/distance.ts';
import { REFERENCE_SAMPLE } from '#lib/similarity/local-scale.ts';
import { unpackFloats } from '#lib/similarity/packed-floats.ts';
import type { Member, View } from '#lib/similarity/profile.ts';
import type { SimilaritySpace, SpaceView } from '#lib/similarity/space.ts';

/** A cohort as the page ranks it, and the row of the patient asked about. */
export type OpenCohort = {
  readonly table: CohortTable;
  /** `null`: the patient is not in the index, or nobody was asked about. */
  readonly patient: number | null;
  /** Members of the whole index; the page has the nearest of a large one. */
  readonly total: number;
};

type Packed = ReadyCohort['views'][number];

/** One view with its columns unpacked, rows as they came. */
type Unpacked = {
  readonly axes: number;
  readonly places: Float32Array;
  readonly scales: Float32Array;
  readonly names: readonly string[];
  readonly numbers: Float32Array;
};

const unpacked = ({ axes, places, scales, values }: Packed): Unpacked => ({
  axes,
  places: unpackFloats(places),
  scales: unpackFloats(scales),
  names: values.names,
  numbers: unpackFloats(values.numbers),
});

const hasRow = ({ places, axes }: Unpacked, row: number): boolean => Number.isFinite(places[row * axes]);

function viewOf({ axes, places, names, numbers }: Unpacked, row: number): View {
  const own = numbers.subarray(row * names.length, (row + 1) * names.length);
  const known = names.flatMap((name, k): [string, number][] => {
    const value = own[k] ?? Number.NaN;
    return Number.isFinite(value) ? [[name, value]] : [];
  });
  return { place: places.slice(row * axes, (row + 1) * axes), values: Object.fromEntries(known) };
}

/** Columns of a view in the order of `order`; distances are measured on them as they are. */
function tableOf(view: SpaceView, columns: Unpacked | undefined, order: readonly number[]): ViewTable {
  const axes = view.map.length;
  const places = new Float32Array(order.length * axes);
  const has = new Uint8Array(order.length);
  const scales = new Float64Array(order.length);
  for (const [row, from] of order.entries()) {
    if (columns?.axes !== axes || !hasRow(columns, from)) continue;
    has[row] = 1;
    places.set(columns.places.subarray(from * axes, (from + 1) * axes), row * axes);
    scales[row] = columns.scales[from] ?? 0;
  }
  prepareRows(view.distance, places, axes);
  const sample = Uint32Array.from(has.keys())
    .filter((row) => has[row] === 1)
    .slice(0, REFERENCE_SAMPLE);
  return { view, places, axes, sample, has, scales };
}

/**
 * The cohort that the server sent, in rows by id as ranking wants them. Throws `RangeError` for numbers that were cut off, and
 * `TypeError` for an index that another space made.
 */
export function openCohort(answer: ReadyCohort, { space, key }: SpaceOfPage): OpenCohort {
  if (answer.space !== key) throw new TypeError('The index was made with another version of the search.');
  const { members } = answer;
  const idAt = (row: number) => members[row]?.member ?? '';
  const order = [...members.keys()].sort((a, b) => (idAt(a) < idAt(b) ? -1 : Number(idAt(a) > idAt(b))));
  const columns = new Map(answer.views.map((packed) => [packed.view, unpacked(packed)]));
  const there = [...columns].map(([id, one]) => ({ id, one }));
  const sorted = order.map((from): Member => {
    const { member, ageBand, sex, outcome } = members[from] ?? NOBODY;
    const views = there.flatMap(({ id, one }): [string, View][] =>
      hasRow(one, from) ? [[id, viewOf(one, from)]] : [],
    );
    return { id: member, space: key, views: Object.fromEntries(views), gaps: [], ageBand, sex, outcome };
  });
  const row = answer.patient?.row ?? null;
  const found = row === null ? -1 : order.indexOf(row);
  return {
    table: {
      space,
      key,
      members: sorted,
      views: space.views.map((view) => tableOf(view, columns.get(view.id), order)),
    },
    patient: found < 0 ? null : found,
    total: answer.total,
  };
}

export type SpaceOfPage = { readonly space: SimilaritySpace; readonly key: string };

const NOBODY: ReadyCohort['members'][number] = {
  member: '',
  ageBand: null,
  sex: null,
  outcome: { diagnoses: [], followUp: null },
};
