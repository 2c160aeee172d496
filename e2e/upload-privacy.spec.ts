import { openPart, verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, jsonFile, simulatedBundle } from './uploads.ts';

test('an upload sends nothing: only static files are fetched, with no body', async ({ page, baseURL }) => {
  await page.goto('/upload');
  await expect(page.getByRole('heading', { name: 'Upload', level: 1 })).toBeVisible();
  const requests: { method: string; url: URL; body: Buffer | null }[] = [];
  const sockets: string[] = [];
  page.context().on('request', (request) =>
    requests.push({
      method: request.method(),
      url: new URL(request.url()),
      body: request.postDataBuffer(),
    }),
  );
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await choose(page, [jsonFile('bundle.json', simulatedBundle(7))]);
  expect(await verdict(page)).toBe('scored');
  await openPart(page, 'Score details');
  await page.getByText('Inputs and the resources they were read from').click();
  await page.waitForTimeout(1_000);

  // /upload and /models: the service worker renews the two pages that it keeps for offline use.
  const isStatic = ({ url }: { url: URL }) =>
    url.protocol === 'blob:' ||
    (url.origin === baseURL &&
      /^\/(_next\/static\/.+|models(\/.+)?|upload|sw\.js|offline\.(html|css)|icon\.svg)$/.test(
        url.pathname,
      ) &&
      !/[^?=&\w.-]/.test(url.search));
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter((request) => !isStatic(request)).map(({ url }) => url.href)).toEqual([]);
  expect(requests.filter(({ method, body }) => method !== 'GET' || body !== null)).toEqual([]);
  expect(sockets).toEqual([]);
  // The open part of the page, and nothing of the patient.
  expect(page.url()).toBe(`${baseURL}/upload#score-details`);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored).not.toContain(simulatedBundle(7).entry?.[0]?.resource?.id);
});
