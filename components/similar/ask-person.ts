import { similarPatient } from '#lib/similarity/cohort-schema.ts';

/** The patient whom an opaque id stands for; `null`: none whom this viewer may open, and only the server knows why. */
export async function askPerson(member: string, signal?: AbortSignal): Promise<string | null> {
  const response = await fetch(
    `/api/similar/members/${encodeURIComponent(member)}`,
    signal ? { signal } : {},
  );
  return response.ok ? similarPatient.parse(await response.json()).patientId : null;
}
