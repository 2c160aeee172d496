import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { openStore } from '#lib/fhir/store/open-store.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import type { ModalityId } from '#lib/simulator/member.ts';
import { freePort, startApp } from './app-server.ts';

export type IndexedHospital = {
  readonly origin: string;
  /** FHIR ids, the first simulated first. */
  readonly patients: readonly string[];
  readonly close: () => Promise<void>;
};

const SEED = 52;
const CONTENTS = { modalities: new Set<ModalityId>(['ehr', 'wearables']), shortcut: 0 };

/** Heart-failure patients who were watched for a month after discharge, indexed by the command; pictures and genomes would take minutes. */
export async function openIndexedHospital(count: number): Promise<IndexedHospital> {
  const data = await mkdtemp(join(tmpdir(), 'consilium-e2e-indexed-'));
  const members = Array.from({ length: count }, (_, index) =>
    simulateMember({ cohort: 'hf', seed: SEED }, index, CONTENTS),
  );
  const { store, close: closeStore } = await openStore(join(data, 'fhir'));
  await loadBundles(
    store,
    members.map(({ bundle }) => bundle),
    { trusted: true },
  );
  await closeStore();
  const settings = { CONSILIUM_DATA: data };
  await promisify(execFile)(process.execPath, ['cli/main.ts', 'index', '--demo'], {
    env: { ...process.env, ...settings },
  });
  const app = await startApp(await freePort(), settings);
  return {
    origin: app.origin,
    patients: members.map(({ id }) => id),
    async close() {
      await app.kill();
      await rm(data, { recursive: true, force: true });
    },
  };
}
