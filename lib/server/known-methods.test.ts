import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseUnknownMethod } from './known-methods.ts';

const server = createServer((request, response) => {
  if (!refuseUnknownMethod(request, response)) response.end('served');
});

/** `fetch` does not let a program choose these methods. */
function statusOf(method: string): Promise<string> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.end(`${method} / HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
    });
    socket.on('end', () => resolve(said));
    socket.on('error', reject);
  });
}

describe('refuseUnknownMethod', () => {
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
  });

  it.each(['TRACE', 'PROPFIND', 'LOCK', 'PURGE', 'M-SEARCH'])(
    'answers 405 to %s and reflects nothing',
    async (method) => {
      const said = await statusOf(method);
      expect(said).toMatch(/^HTTP\/1\.1 405 /);
      expect(said).toMatch(/allow: GET, HEAD, POST/i);
      expect(said).not.toContain('secret');
    },
  );

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('passes %s on', async (method) => {
    expect(await statusOf(method)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
