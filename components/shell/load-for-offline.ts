import { readmission } from '#components/scoring/readmission.ts';
import { startReader } from '#components/upload/session.ts';

/** Loads once what the first upload would load, so that it is at hand when the network is not. Holds no data. */
export async function loadForOffline(): Promise<void> {
  await Promise.allSettled([
    import('#components/patient/PatientPage.tsx'),
    import('#lib/fusion/assess.ts'),
    readmission.load(),
    loadReader(),
  ]);
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
