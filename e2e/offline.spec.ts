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
