import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { forwardDicomweb } from './forward.ts';
import { FORWARD_LIMITS, type ForwardLimits } from './pacs-answer.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A PACS that behaves as the test needs it, on loopback. */
async function pacs(handler: Handler): Promise<{ baseUrl: string; host: string }> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { baseUrl: `http://127.0.0.1:${address.port}/dicom-web`, host: `127.0.0.1:${address.port}` };
}

type Ask = {
  path: string;
  init?: RequestInit & { duplex?: 'half' };
  limits?: Partial<ForwardLimits>;
  token?: string;
};

async function ask(baseUrl: string, { path, init = {}, limits = {}, token }: Ask): Promise<Response> {
  const segments = (path.split('?')[0] ?? '').split('/');
  const read = readDicomwebPath(init.method ?? 'GET', segments);
  if (!read) throw new Error(`No DICOMweb path: ${path}`);
  const request = new Request(`http://127.0.0.1:3000/api/dicomweb/${path}`, init);
  const upstream = { baseUrl, authorization: token ?? null };
  return forwardDicomweb(upstream, read, segments, request, { ...FORWARD_LIMITS, ...limits });
}

const json = (response: ServerResponse, value: unknown) => {
  response.setHeader('content-type', 'application/dicom+json');
  response.end(JSON.stringify(value));
};

describe('forwardDicomweb', () => {
  it('passes path, query and its own access on, and nothing of the browser', async () => {
    const seen: { url: string; headers: IncomingMessage['headers'] }[] = [];
    const { baseUrl } = await pacs((request, response) => {
      seen.push({ url: request.url ?? '', headers: request.headers });
      json(response, []);
    });
    const headers = {
      cookie: 'session=secret',
      authorization: 'Bearer browser',
      'x-forwarded-for': '10.0.0.1',
    };
    const answer = await ask(baseUrl, {
      path: 'studies?PatientID=4%205&limit=3',
      init: { headers },
      token: 'Bearer hospital',
    });
    expect(answer.status).toBe(200);
    expect(seen[0]?.url).toBe('/dicom-web/studies?PatientID=4+5&limit=3');
    expect(seen[0]?.headers).toMatchObject({
      accept: 'application/dicom+json',
      authorization: 'Bearer hospital',
    });
    expect(JSON.stringify(seen[0]?.headers)).not.toMatch(/secret|browser|10\.0\.0\.1/);
  });

  it('turns addresses to this app and takes out those that lead elsewhere', async () => {
    let host = '';
    const server = await pacs((_, response) => {
      const root = 'http://pacs.internal:8042/dicom-web';
      json(response, [
        {
          '00081190': { vr: 'UR', Value: [`${root}/studies/1.2`] },
          '0040E010': { vr: 'UR', Value: ['http://pacs.internal/system'] },
          '00420011': { vr: 'OB', BulkDataURI: `${root}/studies/1.2/series/1.3/instances/1.4/bulk/00420011` },
          '00091010': { vr: 'OB', BulkDataURI: 'ftp://elsewhere/x' },
          '00081030': { vr: 'LO', Value: [`kept at ${host}`, 'Chest PA'] },
          '00081115': {
            vr: 'SQ',
            Value: [{ '00081190': { vr: 'UR', Value: ['//pacs.internal/studies/1.2'] } }],
          },
        },
      ]);
    });
    host = server.host;
    const answer = await ask(server.baseUrl, { path: 'studies' });
    expect(await answer.json()).toEqual([
      {
        '00081190': { vr: 'UR', Value: ['/api/dicomweb/studies/1.2'] },
        '0040E010': { vr: 'UR', Value: [] },
        '00420011': {
          vr: 'OB',
          BulkDataURI: '/api/dicomweb/studies/1.2/series/1.3/instances/1.4/bulk/00420011',
        },
        '00091010': { vr: 'OB' },
        '00081030': { vr: 'LO', Value: ['Chest PA'] },
        '00081115': { vr: 'SQ', Value: [{ '00081190': { vr: 'UR', Value: ['/api/dicomweb/studies/1.2'] } }] },
      },
    ]);
  });

  it.each([
    [401, 502],
    [403, 502],
    [404, 404],
    [302, 502],
    [500, 502],
    [409, 409],
  ])('tells status %i as %i in its own words, and follows no redirect', async (sent, told) => {
    const { baseUrl, host } = await pacs((request, response) => {
      response.statusCode = request.url?.includes('/dicom-web/') ? sent : 200;
      response.setHeader('location', '/elsewhere');
      response.setHeader('x-machine', 'pacs.internal');
      response.end('Internal error at pacs.internal, table PATIENTS');
    });
    const answer = await ask(baseUrl, { path: 'studies' });
    expect(answer.status).toBe(told);
    const all = `${await answer.text()} ${JSON.stringify([...answer.headers])}`;
    expect(all).not.toMatch(/pacs\.internal|PATIENTS|elsewhere/);
    expect(all).not.toContain(host);
  });

  it('stops an answer that is too large, that stalls or that is none of DICOMweb', async () => {
    const { baseUrl } = await pacs((request, response) => {
      if (request.url?.endsWith('studies'))
        return json(response, [{ '00081030': { vr: 'LO', Value: ['x'.repeat(5000)] } }]);
      if (request.url?.endsWith('series'))
        return response.writeHead(200, { 'content-type': 'application/json' }).write('[');
      return response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>');
    });
    expect((await ask(baseUrl, { path: 'studies', limits: { json: 1000 } })).status).toBe(502);
    expect((await ask(baseUrl, { path: 'series', limits: { patience: 200 } })).status).toBe(502);
    expect((await ask(baseUrl, { path: 'studies/1.2' })).status).toBe(502);
  });

  it('says so when nobody answers', async () => {
    const { baseUrl } = await pacs(() => undefined);
    expect((await ask(baseUrl, { path: 'studies', limits: { patience: 200 } })).status).toBe(504);
    expect((await ask('http://127.0.0.1:9/dicom-web', { path: 'studies' })).status).toBe(504);
  });

  it('refuses parameters that are none of DICOMweb', async () => {
    for (const query of ['a%20b=1', 'url%5B%5D=http://x', `${'a=1&'.repeat(80)}`])
      expect((await ask('http://127.0.0.1:9', { path: `studies?${query}` })).status).toBe(400);
  });

  it('streams an upload and stops it at its limit', async () => {
    let received = 0;
    const { baseUrl } = await pacs((request, response) => {
      request.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      request.on('end', () =>
        json(response, { '00081190': { vr: 'UR', Value: ['http://pacs.internal/studies/1'] } }),
      );
    });
    const upload = (size: number, type = 'multipart/related; type="application/dicom"; boundary=x') => ({
      method: 'POST',
      duplex: 'half' as const,
      headers: { 'content-type': type },
      body: new ReadableStream<Uint8Array>({
        start(controller) {
          for (let k = 0; k < size; k += 1000) controller.enqueue(new Uint8Array(1000));
          controller.close();
        },
      }),
    });
    const stored = await ask(baseUrl, { path: 'studies', init: upload(50_000) });
    expect([stored.status, received]).toEqual([200, 50_000]);
    expect(await stored.json()).toEqual({ '00081190': { vr: 'UR', Value: ['/api/dicomweb/studies/1'] } });
    const refused = await ask(baseUrl, { path: 'studies', init: upload(50_000), limits: { stream: 20_000 } });
    expect(refused.status).toBe(413);
    expect((await ask(baseUrl, { path: 'studies', init: upload(1000, 'text/plain') })).status).toBe(415);
  });
});
