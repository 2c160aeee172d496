import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchChart } from './fetch-chart.ts';
import { FhirClient, type FhirClientOptions } from './fhir-client.ts';
import { searchPatients } from './search-patients.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const patient = { resourceType: 'Patient', id: 'p1', gender: 'female' };
const observation = (id: string) => ({
  resourceType: 'Observation',
  id,
  subject: { reference: 'Patient/p1' },
});
const page = (resources: readonly object[], next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
  ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
});

let server: Server;
let origin: string;
let seen: { method: string; url: string; authorization: string | undefined; body: string }[];
let handler: Handler;

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, authorization: headers.authorization, body: await text(request) });
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const client = (options: Partial<FhirClientOptions> = {}) =>
  new FhirClient({ baseUrl: `${origin}/fhir`, retries: 2, timeoutMs: 5000, ...options });

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function collect(pages: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of pages) count += 1;
  return count;
}

describe('a request', () => {
  it('carries the token and asks for FHIR JSON', async () => {
    handler = (request, response) => {
      expect(request.headers.accept).toBe('application/fhir+json');
      send(response, 200, patient);
    };
    await client({ bearerToken: 'secret' }).read('Patient/p1');
    expect(seen).toMatchObject([{ url: '/fhir/Patient/p1', authorization: 'Bearer secret' }]);
  });

  it.each([429, 500, 503])('is repeated after %i, as soon as Retry-After allows', async (status) => {
    handler = (_, response) =>
      seen.length < 3 ? send(response, status, {}, { 'retry-after': '0' }) : send(response, 200, patient);
    expect(await client().read('Patient/p1')).toEqual(patient);
    expect(seen).toHaveLength(3);
  });

  it('waits as long as the server asks', async () => {
    handler = (_, response) =>
      seen.length < 2 ? send(response, 429, {}, { 'retry-after': '1' }) : send(response, 200, patient);
    const started = performance.now();
    await client().read('Patient/p1');
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  it('is repeated when the connection breaks, and not for ever', async () => {
    handler = (_, response) => response.destroy();
    await expect(client().read('Patient/p1')).rejects.toMatchObject({ _tag: 'FhirError', kind: 'network' });
    expect(seen).toHaveLength(3);
  });

  it('is not repeated when the server says no, and says why', async () => {
    const issue = [{ severity: 'error', code: 'forbidden', details: { text: 'Not your patient' } }];
    handler = (_, response) => send(response, 403, { resourceType: 'OperationOutcome', issue });
    await expect(client().read('Patient/p1')).rejects.toMatchObject({
      kind: 'http',
      status: 403,
      message: 'The FHIR server answered 403: Not your patient.',
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['HTML', '<html></html>'],
    ['other JSON', '{"hello":1}'],
    ['a list', '[]'],
  ])('fails with a sentence on %s', async (_, body) => {
    handler = (__, response) => send(response, 200, body);
    await expect(client().read('Patient/p1')).rejects.toMatchObject({ kind: 'not-fhir' });
  });

  it('gives up on a server that does not answer, or starts and never ends', async () => {
    handler = (_, response) => (seen.length === 1 ? undefined : response.write('{'));
    const slow = client({ timeoutMs: 150, retries: 1 });
    await expect(slow.read('Patient/p1')).rejects.toMatchObject({ kind: 'timeout' });
    expect(seen).toHaveLength(2);
  });

  it('ends when its caller leaves', async () => {
    const controller = new AbortController();
    handler = () => controller.abort(new Error('left the page'));
    await expect(client().read('Patient/p1', controller.signal)).rejects.toThrow('left the page');
    expect(seen).toHaveLength(1);
  });

  it('does not follow a redirect with the token', async () => {
    handler = (_, response) => send(response, 302, '', { location: `${origin}/elsewhere` });
    await expect(client({ bearerToken: 'secret' }).read('Patient/p1')).rejects.toMatchObject({ status: 302 });
    expect(seen).toHaveLength(1);
  });
});

describe('pages', () => {
  it('are followed by absolute and relative links', async () => {
    const links = [`${origin}/fhir?_getpages=1`, 'fhir/Observation?page=2', undefined];
    handler = (_, response) => send(response, 200, page([], links[seen.length - 1]));
    expect(await collect(client().pages('Observation?patient=p1'))).toBe(3);
    expect(seen.map(({ url }) => url).slice(1)).toEqual([
      '/fhir?_getpages=1',
      '/fhir/fhir/Observation?page=2',
    ]);
  });

  it.each([
    'https://evil.example/fhir/Observation',
    '//evil.example/fhir',
    '/other/Observation',
    '/fhir-evil/Observation',
    '/fhir/../other',
    '/fhir/%2e%2e/other',
    'http://user:password@127.0.0.1/fhir/Observation',
    'file:///etc/passwd',
    'http://[',
  ])('do not leave the server: %s', async (next) => {
    handler = (_, response) => send(response, 200, page([], next));
    await expect(collect(client().pages('Observation'))).rejects.toMatchObject({ kind: 'off-server' });
    expect(seen).toHaveLength(1);
  });

  it('do not go round in circles', async () => {
    handler = (_, response) =>
      send(response, 200, page([], `${origin}/fhir/Observation?page=${seen.length % 3}`));
    await expect(collect(client().pages('Observation'))).rejects.toMatchObject({ kind: 'paging' });
    expect(seen.length).toBeLessThan(6);
  });

  it('fail whole when one of them fails', async () => {
    handler = (_, response) =>
      seen.length === 1 ? send(response, 200, page([], `${origin}/fhir/x`)) : send(response, 404, {});
    await expect(collect(client().pages('Observation'))).rejects.toMatchObject({ status: 404 });
  });
});

describe('fetchChart', () => {
  it('takes everything, page by page', async () => {
    handler = ({ url = '' }, response) =>
      url.includes('page=2')
        ? send(response, 200, page([observation('o2')]))
        : send(response, 200, page([patient, observation('o1')], `${origin}/fhir/Patient/p1?page=2`));
    const { chart, issues } = await fetchChart(client(), 'p1');
    expect(chart?.all('Observation').map(({ id }) => id)).toEqual(['o1', 'o2']);
    expect(issues).toEqual([]);
  });

  it('asks type by type where $everything is missing, and says what it could not get', async () => {
    const answers: readonly [part: string, status: number, body: object][] = [
      ['$everything', 501, {}],
      ['/fhir/Patient/p1', 200, patient],
      ['/fhir/MedicationStatement', 404, {}],
      ['_include', 400, {}],
      ['/fhir/Observation', 200, page([observation('o1')])],
      ['', 200, page([])],
    ];
    handler = ({ url = '' }, response) => {
      const [, status = 500, body = {}] = answers.find(([part]) => url.includes(part)) ?? [];
      send(response, status, body);
    };
    const { chart, issues } = await fetchChart(client(), 'p1');
    expect(chart?.all('Observation')).toHaveLength(1);
    expect(issues.map(({ message }) => message)).toEqual([expect.stringMatching(/^MedicationStatement /)]);
  });

  it('has no chart for a patient who is not there, and none for what is no id', async () => {
    handler = (_, response) => send(response, 404, {});
    expect((await fetchChart(client(), 'p1')).chart).toBeNull();
    seen = [];
    expect((await fetchChart(client(), '../metadata')).chart).toBeNull();
    expect(seen).toEqual([]);
  });

  it('gives no chart at all when the server fails half way', async () => {
    handler = ({ url = '' }, response) =>
      url.includes('$everything')
        ? send(response, 200, page([patient], `${origin}/fhir/x`))
        : send(response, 500, {}, { 'retry-after': '0' });
    await expect(fetchChart(client(), 'p1')).rejects.toMatchObject({ status: 500 });
  });
});

describe('searchPatients', () => {
  it('keeps names out of addresses', async () => {
    handler = (_, response) => send(response, 200, page([patient]));
    const { patients, truncated } = await searchPatients(client(), { name: 'Eva' });
    expect(patients).toEqual([patient]);
    expect(truncated).toBe(false);
    expect(seen).toMatchObject([
      { method: 'POST', url: '/fhir/Patient/_search', body: '_count=500&name=Eva' },
    ]);
  });

  it('stops at the limit and says so; what is no patient is not listed', async () => {
    const many = Array.from({ length: 4 }, (_, index) => ({ ...patient, id: `p${index}` }));
    handler = (_, response) => send(response, 200, page([{ resourceType: 'OperationOutcome' }, {}, ...many]));
    expect(await searchPatients(client(), { limit: 3 })).toMatchObject({
      patients: many.slice(0, 3),
      truncated: true,
    });
  });
});
