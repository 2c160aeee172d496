import { once } from 'node:events';
import { createServer } from 'node:net';

/** True when nothing listens on this address yet; throws what the system says for any other trouble. */
export async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}

export const portTaken = (host: string, port: number): string =>
  `Port ${port} on ${host} is taken. Stop the program that uses it, or choose another: PORT=3001 npm start`;
