import { connect } from 'node:net';
import { expect, test } from '@playwright/test';

const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const answers: readonly (readonly [what: string, path: string, status: number])[] = [
  ['a page', '/', 200],
  ['a page that is not there', '/no-such-page', 404],
  ['the FHIR API', '/api/fhir/metadata', 200],
  ['an error of the FHIR API', '/api/fhir/Patient?no-such-parameter=1', 400],
  ['a FHIR resource that is not there', '/api/fhir/Patient/no-such-patient', 404],
  ['the image archive', '/api/dicomweb/studies?limit=1', 200],
  ['an address that DICOMweb does not have', '/api/dicomweb/system', 404],
  ['the model', '/models/readmission/2/manifest.json', 200],
  ['the service worker', '/sw.js', 200],
  ['the icon that a browser asks for by itself', '/favicon.ico', 200],
  ['an address that cannot be decoded', '/%E0%A4%A', 404],
];

for (const [what, path, status] of answers) {
  test(`${what} is answered ${status}, isolated and without a word about the software`, async ({
    request,
  }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(status);
    expect(response.headers()).toMatchObject(isolated);
    expect(response.headers()).not.toHaveProperty('x-powered-by');
  });
}

test('pages have a strict script policy with a new nonce each time', async ({ request }) => {
  const policies = [];
  for (let visit = 0; visit < 2; visit++) {
    const response = await request.get('/');
    const policy = response.headers()['content-security-policy'] ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce).toBeTruthy();
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain("'unsafe-inline'");
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    policies.push(policy);
  }
  expect(policies[0]).not.toBe(policies[1]);
});

test('scripts of the build carry a policy of their own and are isolated', async ({ page }) => {
  const [script] = await Promise.all([
    page.waitForResponse((response) => /\/_next\/static\/.+\.js$/.test(response.url())),
    page.goto('/'),
  ]);
  expect(script.headers()).toMatchObject(isolated);
  expect(script.headers()['content-security-policy']).toContain("'wasm-unsafe-eval'");
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
});

/** `fetch` does not let a program choose its Host, nor every method. */
function statusFor(host: string, port: number, method = 'GET'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.end(`${method} /api/fhir/Patient HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
    });
    socket.on('end', () => resolve(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? said));
    socket.on('error', reject);
  });
}

test('a foreign host name that resolves to this machine is refused', async ({ baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port);
  expect(await statusFor(`127.0.0.1:${port}`, port)).toBe('200');
  expect(await statusFor('attacker.example', port)).toBe('421');
});

test('TRACE is no method of this server', async ({ baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port);
  expect(await statusFor(`127.0.0.1:${port}`, port, 'TRACE')).toBe('405');
});

test('a change that another site sends is refused', async ({ request }) => {
  const patient = { resourceType: 'Patient', id: 'planted' };
  const headers = { 'content-type': 'application/fhir+json', 'sec-fetch-site': 'cross-site' };
  const response = await request.put('/api/fhir/Patient/planted', { data: patient, headers });
  expect(response.status()).toBe(403);
  expect((await request.get('/api/fhir/Patient/planted')).status()).toBe(404);
});

test('a resource of 20 MiB arrives whole', async ({ request }) => {
  const headers = { 'content-type': 'application/fhir+json' };
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${'x'.repeat(20 * 2 ** 20)}</div>`;
  const large = { resourceType: 'Patient', id: 'large', text: { status: 'generated', div } };
  // Refused for its id, which is read when all of it is.
  const whole = await request.put('/api/fhir/Patient/another', { data: large, headers });
  expect(whole.status()).toBe(400);
  expect(await whole.text()).not.toContain('JSON');
});

test('an unknown search parameter is an OperationOutcome, never an empty result', async ({ request }) => {
  const response = await request.get('/api/fhir/Observation?patinet=1');
  expect(response.status()).toBe(400);
  const outcome = await response.json();
  expect(outcome.resourceType).toBe('OperationOutcome');
  expect(JSON.stringify(outcome)).toContain('patinet');
});
