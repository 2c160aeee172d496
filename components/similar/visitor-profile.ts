import { filesPlace } from '#components/panels/files-place.ts';
import { NO_PORTS } from '#components/panels/panel-props.ts';
import { sessionLoader } from '#components/scoring/model-sessions.ts';
import { workerTensors } from '#lib/fusion/worker-tensors.ts';
import { lastDayAtHome } from '#lib/models/readmission/landmark.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import { embedRecord } from '#lib/similarity/embed-record.ts';
import type { Profile } from '#lib/similarity/profile.ts';
import { embeddingReader } from '#lib/similarity/read-embedding.ts';
import type { AskedPatient } from './OwnScore.tsx';

/**
 * The profile of somebody who is in no index, made in this browser: the networks come to the pictures, and nothing of the record goes
 * anywhere. Rejects where a network cannot be opened, and with the signal's reason.
 */
export async function visitorProfile(
  { record, ports }: AskedPatient,
  { space, key }: CohortTable,
  signal: AbortSignal,
): Promise<Profile> {
  const networks = space.views.flatMap(({ inputs }) => (inputs.kind === 'picture' ? [inputs.network] : []));
  const sessions = await Promise.all([...new Set(networks)].map((id) => sessionLoader(id).load()));
  signal.throwIfAborted();
  const readTensor = workerTensors(filesPlace(record, { ...NO_PORTS, ...ports }));
  const readEmbedding = embeddingReader(sessions, readTensor);
  return embedRecord(record, { space, key, at: lastDayAtHome(record), readEmbedding, signal });
}

/** How many numbers a profile holds of each view, by view id. */
export const numbersOf = ({ views }: Profile): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(views).map(([id, { place, values }]) => [id, place.length + Object.keys(values).length]),
  );
