import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SampleServer, send } from '#lib/fhir/sample-server.ts';
import { FhirStore } from '#lib/fhir/store/fhir-store.ts';
import { handleFhirRequest } from '#lib/fhir/store/handle-request.ts';
import { loadBundles } from '#lib/fhir/store/load-bundles.ts';
import { sampleExtract } from '#lib/intake/fixtures/sample-genome.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { type AppServer, freePort, startApp } from './app-server.ts';
import { openPart, openWeek, verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';

/** A simulated patient with a week of a monitor and a genotype file. */
const member = simulateMember({ cohort: 'hf', seed: 4711 }, 6, {
  modalities: new Set(['ehr', 'wearables', 'genomics']),
  shortcut: 0,
});

/** What a busy server waits before it answers. */
let delayMs = 0;
let server: SampleServer;
let app: AppServer;
let data: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const store = new FhirStore();
  await loadBundles(store, [member.bundle]);
  server = new SampleServer();
  await server.open();
  server.answer = async ({ url }, response) => {
    const base = `${server.origin}/fhir`;
    await wait(delayMs);
    const answer = await handleFhirRequest(store, new Request(new URL(url ?? '', base)), base);
    send(response, answer.status, await answer.text());
  };
  data = await mkdtemp(join(tmpdir(), 'consilium-fhir-'));
  app = await startApp(await freePort(), {
    CONSILIUM_DATA: data,
    FHIR_BASE_URL: `${server.origin}/fhir`,
    CONSILIUM_ALLOW_UNAUTHENTICATED: '1',
  });
});

test.afterAll(async () => {
  await app.kill();
  await server.close();
  await rm(data, { recursive: true, force: true });
});

const charts = () => server.seen.filter(({ url }) => url.includes('$everything')).length;

test('a hospital’s server is asked once for the chart of a page, and anew when the page is loaded again', async ({
  page,
}) => {
  await page.goto(`${app.origin}/patients/${member.id}`);
  await verdict(page);
  await openWeek(page);
  await openPart(page, 'Genome');
  const genome = page.getByRole('region', { name: 'Comparison with ClinVar' });
  const chooser = page.waitForEvent('filechooser');
  await genome.getByRole('button', { name: 'Compare with a ClinVar file…' }).click();
  const extract = { name: 'clinvar.txt', mimeType: 'text/plain', buffer: Buffer.from(sampleExtract()) };
  await (await chooser).setFiles([extract]);
  await expect(genome.getByText('Of 3 known variants in clinvar.txt')).toBeVisible();
  expect(charts()).toBe(1);

  await page.reload();
  await verdict(page);
  await openWeek(page);
  expect(charts()).toBe(2);
});

test('a page that waits for a busy server says for what, and shows it then', async ({ page }) => {
  delayMs = 2500;
  try {
    await page.goto(`${app.origin}/patients/${member.id}`, { waitUntil: 'commit' });
    await expect(page.getByText('Opening the chart')).toBeVisible();
    await verdict(page);
    await expect(page.getByText('Opening the chart')).toBeHidden();
    await page.goto(`${app.origin}/`, { waitUntil: 'commit' });
    await expect(page.getByText('Listing patients')).toBeVisible();
    await expect(page.getByText('1 risks computed, 0 without a score.')).toBeAttached({ timeout: 30_000 });
  } finally {
    delayMs = 0;
  }
});
