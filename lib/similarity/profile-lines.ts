// A cohort as lines of a file: what was read of each patient before any space places it. Spaces are learned from it.
import { z } from 'zod';
import type { Issue } from '#lib/clinical/issue.ts';
import { namedValues, placeProfile, type RawView } from './embed-record.ts';
import type { LoadedSpace } from './load-space.ts';
import type { Member, Profile } from './profile.ts';
import type { SpaceView } from './space.ts';

export const profileHead = z.object({
  kind: z.literal('similarity-profiles'),
  /** Views in the order of the space, with the ids of their inputs in the order of the columns. */
  views: z.array(
    z.object({
      id: z.string(),
      inputs: z.array(z.string()),
      /** Which network's last layer it is; absent: features of the record. */
      network: z.string().optional(),
    }),
  ),
  /** Graphs of each network with their hashes: embeddings of others mean something else. */
  networks: z.record(z.string(), z.string()),
});

export const profileLine = z.object({
  /** FHIR id, to join what is known of the patient elsewhere. */
  patient: z.string(),
  /** The landmark as the chart writes it; `null`: there is none. */
  at: z.string().nullable(),
  ageBand: z.string().nullable(),
  sex: z.enum(['female', 'male', 'other']).nullable(),
  /** By view id; absent: nothing of it was read. Raw inputs in canonical units before any transform, 0 where `present` is 0. */
  views: z.record(
    z.string(),
    z.object({
      values: z.array(z.number()),
      present: z.array(z.union([z.literal(0), z.literal(1)])),
      /** Of a picture: what the network found in it, by finding id. */
      findings: z.record(z.string(), z.number()).optional(),
    }),
  ),
  /** Why a view is absent. */
  gaps: z.array(z.object({ view: z.string(), detail: z.string() })),
  /** Of the discharge: never an input. */
  diagnoses: z.array(z.object({ system: z.string(), code: z.string(), display: z.string() })),
  followUp: z.object({ days: z.number(), event: z.enum(['readmission', 'death']).nullable() }).nullable(),
});

export type ProfileHead = z.infer<typeof profileHead>;
export type ProfileLine = z.infer<typeof profileLine>;
type LineView = ProfileLine['views'][string];

/** Nine significant digits name every 32-bit float. */
const shortest = (value: number): number => Number(value.toPrecision(9));

/** What was read of a view as the file has it. */
export const lineView = (raw: Extract<RawView, { readonly raw: unknown }>, isPicture: boolean): LineView => ({
  values: raw.raw.map((value) => (isPicture ? shortest(value ?? 0) : (value ?? 0))),
  present: raw.raw.map((value) => (value === null ? 0 : 1)),
  ...(isPicture && { findings: raw.values }),
});

/** Of a file whose embeddings another version of a network gave; `null`: the space's own networks did. */
export function staleHead({ networks }: LoadedSpace, head: ProfileHead): Issue | null {
  const other = Object.keys(networks).find((id) => head.networks[id] !== networks[id]);
  if (other === undefined) return null;
  const message = `These profiles were not made with the version of network ${other} that is in use: read the charts again.`;
  return { code: 'wrong-version', severity: 'error', message };
}

/** The inputs of a space's view, picked by their ids from the columns of a file. */
function rawView(
  view: SpaceView,
  inputs: readonly string[],
  { values, present, findings }: LineView,
): RawView {
  const known = values.map((value, column) => (present[column] === 1 ? value : null));
  if (view.inputs.kind === 'picture') return { raw: known, values: findings ?? {} };
  const ids = view.inputs.features.map(({ id }) => id);
  const columns = new Map(inputs.map((id, column) => [id, column]));
  const raw = ids.map((id) => known[columns.get(id) ?? -1] ?? null);
  return { raw, values: namedValues(ids, raw) };
}

/** Places a patient of a file in a space: the profile that `embedRecord` gives of the same record. */
export function profileOfLine({ space, key }: LoadedSpace, head: ProfileHead, line: ProfileLine): Profile {
  const read: Record<string, RawView> = {};
  for (const { view, detail } of line.gaps) read[view] = { gap: detail };
  for (const view of space.views) {
    const columns = head.views.find(({ id }) => id === view.id);
    const own = line.views[view.id];
    if (columns && own) read[view.id] = rawView(view, columns.inputs, own);
  }
  return placeProfile(space, key, read);
}

/** A patient of a file as an entry of a cohort, with the patient's own id for the opaque one. */
export const memberOfLine = (loaded: LoadedSpace, head: ProfileHead, line: ProfileLine): Member => ({
  ...profileOfLine(loaded, head, line),
  id: line.patient,
  ageBand: line.ageBand,
  sex: line.sex,
  outcome: { diagnoses: line.diagnoses, followUp: line.followUp },
});
