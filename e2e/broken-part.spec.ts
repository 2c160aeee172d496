import { expect, test } from '@playwright/test';
import { SCORED_PATIENT } from './patient-page.ts';

// The service worker would answer from its cache.
test.use({ serviceWorkers: 'block' });

// A script that is still on its way when the test ends would fail the next one of the same worker.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'wait' }));

test('a page whose risk card cannot be fetched says so, and computes no longer', async ({ page }) => {
  await page.route('**/_next/static/chunks/*.js*', async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes('How sure, and what is missing')) await route.abort();
    else await route.fulfill({ response });
  });
  const { entry } = await (await page.request.get(`/api/fhir/${SCORED_PATIENT}`)).json();
  await page.goto(`/patients/${entry[0].resource.id}`);
  await expect(page.getByText('This page could not be shown')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('progressbar')).toBeHidden();
});
