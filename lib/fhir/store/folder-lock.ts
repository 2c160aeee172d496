import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError } from './store-error.ts';

/**
 * Name of the socket that stands for a folder. The kernel drops it with its process, however that ends, so no stale
 * lock file has to be told from a live one. Only systems without such names (macOS) leave a file behind.
 */
function addressOf(folder: string): string {
  const name = `consilium-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

const listen = (address: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server.unref()));
  });

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

async function claim(address: string): Promise<Server> {
  try {
    return await listen(address);
  } catch (error) {
    if (address.startsWith('\0') || (await answers(address))) throw error;
    rmSync(address, { force: true });
    return listen(address);
  }
}

/** Claims a folder for this process; resolves to what gives it back. Throws `StoreError` when another one has it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  try {
    const server = await claim(addressOf(folder));
    return () => new Promise((resolve) => server.close(() => resolve()));
  } catch (cause) {
    throw new StoreError(
      'locked',
      folder,
      'Another process has this data folder open; stop it first.',
      cause,
    );
  }
}
