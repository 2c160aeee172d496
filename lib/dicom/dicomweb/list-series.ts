import { z } from 'zod';

/** A picture as an archive lists it. */
export type ListedInstance = { readonly uid: string; readonly sopClass: string | null };

/** A series as an archive lists it, with its pictures in the order of their numbers. */
export type ListedSeries = {
  readonly uid: string;
  /** Modality (0008,0060). */
  readonly dicomModality: string;
  readonly description: string | null;
  readonly instances: readonly ListedInstance[];
};

/** Answers a QIDO-RS search below a study (PS3.18 section 10.6): `series`, or `series/{uid}/instances`. */
export type SearchStudy = (path: string, signal?: AbortSignal) => Promise<unknown>;

const rows = z.array(z.record(z.string(), z.object({ Value: z.array(z.unknown()).optional() }))).catch([]);
type Row = z.infer<typeof rows>[number];

/** PS3.5 section 9.1. */
const UID = /^\d+(\.\d+)+$/;
const MOST_SERIES = 50;
const MOST_INSTANCES = 500;

const textOf = (row: Row, tag: string): string | null => {
  const [value] = row[tag]?.Value ?? [];
  return typeof value === 'string' && value !== '' ? value : null;
};

const numberOf = (row: Row, tag: string): number => {
  const [value] = row[tag]?.Value ?? [];
  const number = Number(value);
  return Number.isFinite(number) ? number : Number.POSITIVE_INFINITY;
};

const uidOf = (row: Row, tag: string): string | null => {
  const uid = textOf(row, tag);
  return uid !== null && uid.length <= 64 && UID.test(uid) ? uid : null;
};

const byNumber = (tag: string) => (a: Row, b: Row) => numberOf(a, tag) - numberOf(b, tag) || 0;

function instancesOf(answer: unknown): ListedInstance[] {
  return rows
    .parse(answer)
    .toSorted(byNumber('00200013'))
    .flatMap((row) => {
      const uid = uidOf(row, '00080018');
      return uid === null ? [] : [{ uid, sopClass: uidOf(row, '00080016') }];
    })
    .slice(0, MOST_INSTANCES);
}

/**
 * The series of a study with their pictures, as an archive lists them; empty when it has none. Rows without a UID are passed
 * over. Rejects where `search` rejects.
 */
export async function listSeries(search: SearchStudy, signal?: AbortSignal): Promise<ListedSeries[]> {
  const found = rows.parse(await search('series', signal)).toSorted(byNumber('00200011'));
  const listed: ListedSeries[] = [];
  for (const row of found.slice(0, MOST_SERIES)) {
    const uid = uidOf(row, '0020000E');
    if (uid === null) continue;
    const instances = instancesOf(await search(`series/${uid}/instances`, signal));
    const dicomModality = textOf(row, '00080060') ?? 'OT';
    listed.push({ uid, dicomModality, description: textOf(row, '0008103E'), instances });
  }
  return listed;
}
