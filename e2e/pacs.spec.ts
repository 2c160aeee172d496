import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPublicFiles, publicBytes } from '#lib/dicom/fixtures/public-files.ts';
import { hasOrthanc, type Orthanc, startOrthanc } from '#lib/server/imaging/fixtures/orthanc.ts';
import { type AppServer, freePort, startApp } from './app-server.ts';
import { expect, test } from './quiet-page.ts';

test.skip(
  !hasOrthanc || !hasPublicFiles,
  'needs Orthanc (Debian: orthanc orthanc-dicomweb) and ../shared/data',
);

let orthanc: Orthanc;
let app: AppServer;
let data: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  data = await mkdtemp(join(tmpdir(), 'consilium-e2e-pacs-'));
  orthanc = await startOrthanc();
  app = await startApp(await freePort(), {
    CONSILIUM_DATA: data,
    DICOMWEB_URL: orthanc.baseUrl,
    DICOMWEB_CREDENTIALS: orthanc.credentials,
    CONSILIUM_ALLOW_UNAUTHENTICATED: '1',
  });
});
test.afterAll(async () => {
  await app?.kill();
  await orthanc?.stop();
  await rm(data, { recursive: true, force: true });
});

const upload = (...files: readonly Uint8Array[]) => ({
  headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=up' },
  data: Buffer.concat([
    ...files.flatMap((bytes) => [
      Buffer.from('--up\r\nContent-Type: application/dicom\r\n\r\n'),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--up--\r\n'),
  ]),
});

test('images go to a real PACS and come back through the app, which names it nowhere', async ({
  request,
}) => {
  const root = `${app.origin}/api/dicomweb`;
  // More than what a request may hold on its way through the proxy in front of pages.
  const bytes = publicBytes('pydicom-data/RG3_J2KI.dcm');
  const clip = publicBytes('pydicom/test_files/examples_ybr_color.dcm');
  for (const one of [bytes, clip])
    expect((await request.post(`${root}/studies`, upload(one))).status()).toBe(200);

  const studies = await request.get(`${root}/studies?includefield=00081030`);
  const text = await studies.text();
  expect(text).not.toContain(String(orthanc.port));
  expect(studies.headers()['cache-control']).toContain('no-store');
  const uids: string[] = JSON.parse(text).map(
    (study: Record<string, { Value: string[] }>) => study['0020000D']?.Value[0],
  );
  expect(uids.length).toBe(2);
  for (const uid of uids) {
    const whole = await request.get(`${root}/studies/${uid}`, {
      headers: { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' },
    });
    const body = await whole.body();
    expect(body.includes('DICM')).toBe(true);
    expect(body.length).toBeGreaterThan(100_000);
  }
});

test('nothing else of the PACS can be reached, and no other site can write to it', async ({ request }) => {
  for (const path of [
    '../system',
    '%2e%2e/system',
    'studies/..%2f..%2fsystem',
    'servers',
    'studies/1.2/archive',
  ]) {
    const answer = await request.get(`${app.origin}/api/dicomweb/${path}`);
    expect([path, answer.status()]).toEqual([path, 404]);
    expect(await answer.text()).not.toContain('PACS-UNDER-TEST');
  }
  expect((await request.delete(`${app.origin}/api/dicomweb/studies/1.2`)).status()).toBe(405);
  const foreign = await request.post(`${app.origin}/api/dicomweb/studies`, {
    ...upload(publicBytes('pydicom/test_files/CT_small.dcm')),
    headers: { 'content-type': 'multipart/related; boundary=up', 'sec-fetch-site': 'cross-site' },
  });
  expect(foreign.status()).toBe(403);
  const rebound = await request.get(`${app.origin}/api/dicomweb/studies`, {
    headers: { host: 'evil.example' },
  });
  expect(rebound.status()).toBe(421);
});
