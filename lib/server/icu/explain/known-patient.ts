import type { StaticEmbedding } from '#lib/icu/batch/static-embedding.ts';
import { BedState } from '#lib/icu/bed/bed-state.ts';
import { type KnownStay, stayOf } from '#lib/icu/bed/bed-stay.ts';
import type { Database } from '#lib/server/database/database.ts';
import { readStatics } from '../batch/fold-patients.ts';
import { readStays } from '../scorer/kept-stays.ts';

/** What the stream and the batch layer know of a patient. */
export type KnownPatient = KnownStay & { readonly known: StaticEmbedding | null };

/** `null`: nothing was measured. Rejects with `DatabaseError`. */
export async function readPatient(database: Database, patient: string): Promise<KnownPatient | null> {
  const [facts, statics] = await Promise.all([
    readStays(database, [patient]),
    readStatics(database, [patient]),
  ]);
  const state = new BedState(patient);
  state.restore(facts.get(patient) ?? []);
  const stay = stayOf(state);
  return stay && { ...stay, known: statics.get(patient) ?? null };
}
