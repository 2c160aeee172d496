import type { Page } from '@playwright/test';
import { lookAt } from './looks.ts';
import { openPart, openPatient, openWeek } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, fibrillatingBundle, jsonFile, wornBundle } from './uploads.ts';

/** Uploads a simulated patient with a week of a monitor, and waits until the week is read. */
async function openWearer(page: Page) {
  await page.goto('/upload');
  await choose(page, [jsonFile('bundle.json', wornBundle())]);
  return openWeek(page);
}

test('wearables: no accessibility violation, nothing cut off, in both themes and on a phone', async ({
  page,
}) => {
  await openWearer(page);
  await lookAt(page, 'wearables');
});

test('the week is read by keyboard, event by event and as a table', async ({ page }) => {
  const panel = await openWearer(page);
  const time = panel.getByRole('slider', { name: 'Time in the seven days' });
  await time.focus();
  await page.keyboard.press('Home');
  const first = await time.getAttribute('aria-valuetext');
  expect(first).toMatch(/heart rate (\d+ \/min|not recorded), saturation/);
  await page.keyboard.press('ArrowRight');
  await expect(time).not.toHaveAttribute('aria-valuetext', first ?? '');

  await panel.getByText(/events?: choose one/).click();
  const event = panel.getByRole('button', { name: /Desaturation from \d+ by \d+ points/ }).first();
  await event.focus();
  await page.keyboard.press('Enter');
  await expect(event).toHaveAttribute('aria-pressed', 'true');
  await expect(panel.getByText(/Desaturation from .*; heart rate .*, saturation \d+ %/)).toBeVisible();

  await panel.getByRole('radiogroup', { name: 'Seven days by the minute: view' }).getByText('Table').click();
  const rows = panel.getByRole('table', { name: 'Seven days by the minute' }).getByRole('row');
  await expect(rows).toHaveCount(121);
});

test('a strip moves by keyboard and its calipers give rate and corrected QT', async ({ page }) => {
  const panel = await openWearer(page);
  const paper = panel.getByRole('slider', { name: 'ECG strip: first second shown' });
  await paper.focus();
  await page.keyboard.press('PageDown');
  expect(Number(await paper.getAttribute('aria-valuenow'))).toBeGreaterThan(3);
  await page.keyboard.press('Home');
  await expect(paper).toHaveAttribute('aria-valuenow', '0');
  await expect(panel.getByText(/RR \d+ ms, heart rate \d+ \/min/)).toBeVisible();
  await panel.getByRole('radiogroup', { name: 'What the calipers measure' }).getByText('QT').click();
  await panel.getByRole('slider', { name: 'Caliper to' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByText(/QTc Bazett \d+ ms, Fridericia \d+ ms/)).toBeVisible();
  await panel.getByRole('radiogroup', { name: 'ECG strip: view' }).getByText('Table').click();
  expect(await panel.getByRole('table', { name: 'ECG strip' }).getByRole('row').count()).toBeGreaterThan(15);
});

test('the page of a patient carries no waveform: its week is fetched once, for the alerts and for the charts', async ({
  page,
}) => {
  let fetched = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/patients\//.test(request.url())) fetched += 1;
  });
  await openPatient(page);
  const html = await (await page.request.get(page.url())).text();
  expect(html.length).toBeLessThan(400_000);
  const alerts = page.getByTestId('week-alerts');
  await expect(alerts).toContainText(/week to \d/);
  expect(fetched).toBe(1);

  const panel = page.getByRole('region', { name: 'Wearables', exact: true });
  await alerts.getByRole('link').first().click();
  await expect(panel.getByRole('slider', { name: 'Time in the seven days' })).toBeVisible();
  expect(fetched).toBe(1);
});

test('an alert leads to its chart', async ({ page }) => {
  await page.goto('/upload');
  await choose(page, [jsonFile('bundle.json', fibrillatingBundle())]);
  const alert = page
    .getByTestId('week-alerts')
    .getByRole('link', { name: /irregular rhythm in \d+ of \d+ ECG strips/ });
  await alert.click();
  const chart = page.locator('#wearables-rhythm');
  await expect(chart).toBeFocused();
  await expect(chart).toBeInViewport();
});

test('a week that could not be fetched is said above and below, and can be asked for again', async ({
  page,
  complaints,
}) => {
  let lost = true;
  await page.route('**/patients/**', (route) =>
    lost && route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await openPatient(page);
  const panel = page.getByRole('region', { name: 'Wearables', exact: true });
  await expect(page.getByTestId('week-alerts')).toContainText('the recordings could not be fetched');
  await openPart(page, 'Wearables');
  await expect(panel.getByRole('alert')).toContainText('The recordings could not be fetched');
  // The requests that were cut off are the test's own doing.
  complaints.splice(0);
  lost = false;
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('slider', { name: 'Time in the seven days' })).toBeVisible();
});
