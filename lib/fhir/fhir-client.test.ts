import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FhirClient } from './fhir-client.ts';
import { SampleServer, searchPage, send } from './sample-server.ts';

let server: SampleServer;
beforeEach(async () => {
  server = new SampleServer();
  await server.open();
});
afterEach(() => server.close());

const patient = { resourceType: 'Patient', id: 'p1', gender: 'female' };

async function collect(pages: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of pages) count += 1;
  return count;
}

describe('a request', () => {
  it('carries the token and asks for FHIR JSON', async () => {
    server.answer = (request, response) => {
      expect(request.headers.accept).toBe('application/fhir+json');
      send(response, 200, patient);
    };
    await server.client({ bearerToken: 'secret' }).read('Patient/p1');
    expect(server.seen).toMatchObject([{ url: '/fhir/Patient/p1', authorization: 'Bearer secret' }]);
  });

  it.each([429, 500, 503])('is repeated after %i, as soon as Retry-After allows', async (status) => {
    server.answer = (_, response) =>
      server.seen.length < 3
        ? send(response, status, {}, { 'retry-after': '0' })
        : send(response, 200, patient);
    expect(await server.client().read('Patient/p1')).toEqual(patient);
    expect(server.seen).toHaveLength(3);
  });

  it('waits as long as the server asks', async () => {
    server.answer = (_, response) =>
      server.seen.length < 2 ? send(response, 429, {}, { 'retry-after': '1' }) : send(response, 200, patient);
    const started = performance.now();
    await server.client().read('Patient/p1');
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  it('is repeated when the connection breaks, and not for ever', async () => {
    server.answer = (_, response) => response.destroy();
    await expect(server.client().read('Patient/p1')).rejects.toMatchObject({
      name: 'FhirError',
      tag: 'network',
    });
    expect(server.seen).toHaveLength(3);
  });

  it('is not repeated when the server says no, and says why', async () => {
    const issue = [{ severity: 'error', code: 'forbidden', details: { text: 'Not your patient' } }];
    server.answer = (_, response) => send(response, 403, { resourceType: 'OperationOutcome', issue });
    await expect(server.client().read('Patient/p1')).rejects.toMatchObject({
      tag: 'http',
      status: 403,
      message: 'The FHIR server answered 403: Not your patient.',
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['HTML', '<html></html>'],
    ['other JSON', '{"hello":1}'],
    ['a list', '[]'],
  ])('fails with a sentence on %s', async (_, body) => {
    server.answer = (__, response) => send(response, 200, body);
    await expect(server.client().read('Patient/p1')).rejects.toMatchObject({ tag: 'not-fhir' });
  });

  it('gives up on a server that does not answer, or starts and never ends', async () => {
    server.answer = (_, response) => (server.seen.length === 1 ? undefined : response.write('{'));
    const slow = server.client({ timeoutMs: 150, retries: 1 });
    await expect(slow.read('Patient/p1')).rejects.toMatchObject({ tag: 'timeout' });
    expect(server.seen).toHaveLength(2);
  });

  it('ends when its caller leaves', async () => {
    const controller = new AbortController();
    server.answer = () => controller.abort(new Error('left the page'));
    await expect(server.client().read('Patient/p1', controller.signal)).rejects.toThrow('left the page');
    expect(server.seen).toHaveLength(1);
  });

  it('does not follow a redirect with the token', async () => {
    server.answer = (_, response) => send(response, 302, '', { location: `${server.origin}/elsewhere` });
    await expect(server.client({ bearerToken: 'secret' }).read('Patient/p1')).rejects.toMatchObject({
      status: 302,
    });
    expect(server.seen).toHaveLength(1);
  });
});

describe('pages', () => {
  it('are followed by absolute and relative links', async () => {
    const links = [`${server.origin}/fhir?_getpages=1`, 'fhir/Observation?page=2', undefined];
    server.answer = (_, response) => send(response, 200, searchPage([], links[server.seen.length - 1]));
    expect(await collect(server.client().pages('Observation?patient=p1'))).toBe(3);
    expect(server.seen.map(({ url }) => url).slice(1)).toEqual([
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
    server.answer = (_, response) => send(response, 200, searchPage([], next));
    await expect(collect(server.client().pages('Observation'))).rejects.toMatchObject({ tag: 'off-server' });
    expect(server.seen).toHaveLength(1);
  });

  it('do not go round in circles', async () => {
    server.answer = (_, response) =>
      send(response, 200, searchPage([], `${server.origin}/fhir/Observation?page=${server.seen.length % 3}`));
    await expect(collect(server.client().pages('Observation'))).rejects.toMatchObject({ tag: 'paging' });
    expect(server.seen.length).toBeLessThan(6);
  });

  it('fail whole when one of them fails', async () => {
    server.answer = (_, response) =>
      server.seen.length === 1
        ? send(response, 200, searchPage([], `${server.origin}/fhir/x`))
        : send(response, 404, {});
    await expect(collect(server.client().pages('Observation'))).rejects.toMatchObject({ status: 404 });
  });
});

describe('links of a server that calls itself otherwise', () => {
  const follow = async (
    next: string,
    publicBaseUrls: readonly string[] = [],
    from = 'Observation?patient=p1',
  ) => {
    server.answer = (_, response) =>
      send(response, 200, searchPage([], server.seen.length === 1 ? next : undefined));
    await collect(server.client({ publicBaseUrls }).pages(from));
    return server.seen.at(-1)?.url;
  };
  const INSIDE = 'http://hapi-1.internal:8080/fhir';

  it.each([
    ['a bare query', '?page=2', '/fhir/Observation?page=2'],
    ['a path below the base', 'Observation?page=2', '/fhir/Observation?page=2'],
    ['a path from the root', '/fhir?_getpages=1', '/fhir?_getpages=1'],
  ])('are followed when relative: %s', async (_, next, url) => {
    expect(await follow(next)).toBe(url);
  });

  it('are relative to the base, wherever the first page came from', async () => {
    expect(await follow('Patient/p1/$everything?page=2', [], 'Patient/p1/$everything')).toBe(
      '/fhir/Patient/p1/$everything?page=2',
    );
  });

  it.each([
    [`${INSIDE}?_getpages=1&_count=2`, [INSIDE], '/fhir?_getpages=1&_count=2'],
    [`${INSIDE}/?_getpages=1`, [`${INSIDE}/`], '/fhir?_getpages=1'],
    [`${INSIDE}/Observation?page=2`, ['https://ehr.example/r4', INSIDE], '/fhir/Observation?page=2'],
    ['https://EHR.example:443/r4/Observation?page=2', ['http://ehr.example/r4'], '/fhir/Observation?page=2'],
    ['https://ehr.example/Observation?page=2', ['https://ehr.example'], '/fhir/Observation?page=2'],
    ['https://ehr.example/?_getpages=1', ['https://ehr.example/'], '/fhir?_getpages=1'],
  ])('are followed at the server\u2019s own address: %s', async (next, publicBaseUrls, url) => {
    expect(await follow(next, publicBaseUrls)).toBe(url);
  });

  it('are followed when only the scheme is that of the inside', async () => {
    const asked: string[] = [];
    const proxied = new FhirClient({
      baseUrl: 'https://ehr.example/fhir',
      fetch: async ({ url }) => {
        asked.push(url);
        return Response.json(
          searchPage([], asked.length === 1 ? 'http://ehr.example/fhir?_getpages=1' : undefined),
        );
      },
    });
    await collect(proxied.pages('Observation'));
    expect(asked.at(-1)).toBe('https://ehr.example/fhir?_getpages=1');
  });

  it.each([
    `${INSIDE}-evil?page=2`,
    'http://hapi-1.internal:8080/other?page=2',
    'http://hapi-1.internal:9090/fhir?page=2',
    'http://user:password@hapi-1.internal:8080/fhir?page=2',
    `${INSIDE}/../other`,
    `${INSIDE}/%2e%2e/other`,
    'http://127.0.0.1:1/fhir?page=2',
  ])('are refused all the same when they leave it: %s', async (next) => {
    server.answer = (_, response) => send(response, 200, searchPage([], next));
    const pages = server.client({ publicBaseUrls: [INSIDE], bearerToken: 'secret' }).pages('Observation');
    await expect(collect(pages)).rejects.toMatchObject({ tag: 'off-server' });
    expect(server.seen).toHaveLength(1);
  });

  it('are followed over empty pages, and not when there are two', async () => {
    const links = ['?page=2', '?page=3', undefined];
    server.answer = (_, response) => send(response, 200, searchPage([], links[server.seen.length - 1]));
    expect(await collect(server.client().pages('Observation'))).toBe(3);
    const link = ['?page=2', '?page=3'].map((url) => ({ relation: 'next', url }));
    server.answer = (_, response) => send(response, 200, { ...searchPage([]), link });
    await expect(collect(server.client().pages('Observation'))).rejects.toMatchObject({ tag: 'paging' });
  });

  it('may repeat the one next page, and name the page itself as often as they like', async () => {
    const self = { relation: 'self', url: '?page=1' };
    const next = { relation: 'next', url: '?page=2' };
    server.answer = (_, response) =>
      send(
        response,
        200,
        server.seen.length === 1 ? { ...searchPage([]), link: [self, next, self, next] } : searchPage([]),
      );
    expect(await collect(server.client().pages('Observation'))).toBe(2);
  });
});
