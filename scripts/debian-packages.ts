import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Outcome, runCommand } from './run-command.ts';

const INSTALL_MS = 300_000;

/** Whether this machine's packages may be installed from here: Debian's tool is there and we are root. */
export const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

export const isOnPath = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Installs Debian packages without what they recommend; returns what apt-get said last. */
export async function installPackages(names: readonly string[]): Promise<Outcome> {
  const options = { timeoutMs: INSTALL_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  const updated = await runCommand('apt-get', ['update'], options);
  if (updated.code !== 0) return updated;
  return runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...names], options);
}
