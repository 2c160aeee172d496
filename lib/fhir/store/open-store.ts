import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issue } from '#lib/clinical/issue.ts';
import { FhirStore } from './fhir-store.ts';
import { lockFolder } from './folder-lock.ts';
import { Journal } from './journal.ts';
import { ResourceTable } from './resource-table.ts';

export type OpenedStore = {
  readonly store: FhirStore;
  /** What the last run left unfinished. */
  readonly issues: readonly Issue[];
  /** Waits for the request under way and gives the folder back. */
  readonly close: () => Promise<void>;
};

/** Puts the folder's list of files on disk: a journal that was just made would otherwise be lost with the power. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders, and keeps their lists by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * Opens the store in a folder of its own, made when absent and readable by its owner alone.
 * Throws `StoreError`: `locked` while another process has it, `corrupt` when its journal is damaged in the middle.
 */
export async function openStore(folder: string): Promise<OpenedStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    const table = new ResourceTable();
    const { journal, issues } = await Journal.open(join(folder, 'journal.ndjson'), (change) =>
      table.apply(change),
    );
    await syncFolder(folder);
    const store = new FhirStore(table, journal);
    const close = async () => {
      await store.close();
      await unlock();
    };
    return { store, issues, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}
