import 'server-only';
import { chartSource } from '#lib/server/chart-source.ts';
import { openedIndex } from './opened-index.ts';

/** More would be asked of a server for a click. */
const MOST_PATIENTS = 20_000;

/**
 * The patient of the hospital's own source whom an opaque id stands for; `null`: there is none among those that the source lists.
 * Nothing leads back from the index: the ids of all patients whom the source lets this server see are made anew, and compared.
 */
export async function findPerson(member: string, signal: AbortSignal): Promise<string | null> {
  const [{ ids }, { patients }] = await Promise.all([
    openedIndex(),
    chartSource().listPatients({ limit: MOST_PATIENTS }, signal),
  ]);
  return patients.find((patient) => ids.person(patient) === member)?.id ?? null;
}
