import { readmission } from '#components/scoring/readmission.ts';
import { startReader } from '#components/upload/session.ts';

const PARTS: readonly (() => Promise<unknown>)[] = [
  readmission.load,
  () => import('#lib/fusion/assess.ts'),
  loadReader,
  () => import('#components/patient/PatientPage.tsx'),
];

/**
 * Loads once what the first upload would load, so that it is at hand when the network is not. Holds no data.
 * One part after the other: what the reader of this page waits for goes first.
 */
export async function loadForOffline(): Promise<void> {
  for (const load of PARTS) await load().catch(() => undefined);
}

/** The reader's script arrives with its first answer; reading no files gives one at once. */
function loadReader(): Promise<void> {
  const reader = startReader();
  return new Promise<void>((resolve) => {
    reader.addEventListener('message', () => resolve(), { once: true });
    reader.addEventListener('error', () => resolve(), { once: true });
    reader.postMessage({ files: [] });
  }).finally(() => reader.terminate());
}
