import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DEMO_MARK } from '#lib/simulator/demo-hospital.ts';
import { endChild } from '../scripts/end-child.ts';

export type AppServer = {
  readonly origin: string;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
};

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/** Puts a copy of the hospital of the server under test into a folder: made anew it would be the same. */
export async function copyHospital(to: string): Promise<void> {
  const from = process.env.E2E_DATA;
  if (from === undefined) throw new Error('E2E_DATA names no hospital');
  for (const name of ['fhir', DEMO_MARK]) await cp(join(from, name), join(to, name), { recursive: true });
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Consilium is ready')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
}

/**
 * A second server beside the one under test, for tests that need other settings or end it.
 *
 * @param root the folder of another build; absent: the same build
 */
export async function startApp(
  port: number,
  settings: Readonly<Record<string, string>>,
  root = '.',
): Promise<AppServer> {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), CONSILIUM_INDEX: '0', ...settings },
  });
  await ready(child);
  return { origin: `http://127.0.0.1:${port}`, kill: () => endChild(child) };
}
