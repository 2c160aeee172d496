import { verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, jsonFile, simulatedBundle } from './uploads.ts';

test('after the first visit a score needs no network', async ({ page, context }) => {
  await page.goto('/upload');
  await choose(page, [jsonFile('bundle.json', simulatedBundle(10))]);
  expect(await verdict(page)).toBe('scored');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForTimeout(2_000);

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Upload', level: 1 })).toBeVisible();
  await choose(page, [jsonFile('bundle.json', simulatedBundle(11))]);
  expect(await verdict(page)).toBe('scored');
});

test('a patient’s page without a network is a page of ours, and comes back with it', async ({
  page,
  context,
}) => {
  await page.goto('/');
  const first = page.getByRole('table').getByRole('link').first();
  const name = (await first.textContent()) ?? '?';
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForFunction(() => caches.match('/offline.css').then((kept) => kept !== undefined));

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'No connection to the server' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(name);
  expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).toBe('0px');
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
});

test('WebAssembly that the browser has compiled is not compiled on a later visit', async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  test.setTimeout(150_000);
  // With a profile on disk, as a clinician's browser has: a private window keeps nothing.
  const context = await playwright.chromium.launchPersistentContext('', {
    ...launchOptions,
    ...(baseURL ? { baseURL } : {}),
  });
  const browser = context.browser();
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL('**/patients/*');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // Chromium keeps what it compiled when the last of the hot functions is optimised.
  await expect(async () => {
    await browser?.startTracing(page, { categories: ['disabled-by-default-v8.wasm.detailed'] });
    await page.reload();
    await verdict(page);
    const trace = (await browser?.stopTracing())?.toString() ?? '';
    await page.waitForTimeout(3_000);
    expect(trace.includes('"wasm.Deserialize"'), 'compiled code is taken from the profile').toBe(true);
  }).toPass({ timeout: 100_000 });
  await context.close();
});

test('a page that shows no score fetches no model', async ({ page }) => {
  const fetched: string[] = [];
  page.context().on('request', (request) => fetched.push(new URL(request.url()).pathname));
  for (const path of ['/upload', '/models']) {
    await page.goto(path);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForLoadState('networkidle');
  }
  expect(fetched.filter((path) => /\.onnx$|^\/models\/.+\.json$/.test(path))).toEqual([]);
  await expect(page.getByRole('button', { name: /^Inference:/ })).toHaveCount(0);
});

test('what is kept for offline use holds nothing about patients', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('table').getByRole('link').first().click();
  await verdict(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForTimeout(2_000);
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.filter((path) => /^\/(patients|api)(\/|$)/.test(path) || path === '/')).toEqual([]);
});
