import { rm } from 'node:fs/promises';

/** After the last test: the run's hospital goes. */
export default async function removeData(): Promise<void> {
  const folder = process.env.E2E_DATA;
  if (folder) await rm(folder, { recursive: true, force: true });
}
