import type { Page } from '@playwright/test';
import { lookAt } from './looks.ts';
import { openWeek } from './patient-page.ts';
import { expect, onOnePage } from './quiet-page.ts';
import { choose, chooseAnew, fibrillatingBundle, jsonFile, wornBundle } from './uploads.ts';

/** Shares a simulated patient with a week of a monitor that was uploaded and is read. */
const test = onOnePage(async (page) => {
  await page.goto('/upload');
  await choose(page, [jsonFile('bundle.json', wornBundle())]);
  await openWeek(page);
});
const weekOf = (page: Page) => page.getByRole('region', { name: 'Wearables', exact: true });

test('uploaded patient with a week: no accessibility violation, nothing cut off, in both themes and on a phone', async ({
  page,
}) => {
  await lookAt(page, 'wearables');
});

test('the week is read by keyboard, event by event and as a table', async ({ page }) => {
  const panel = weekOf(page);
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
  const panel = weekOf(page);
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

test('an alert leads to its chart', async ({ page }) => {
  await chooseAnew(page);
  await choose(page, [jsonFile('bundle.json', fibrillatingBundle())]);
  const alert = page
    .getByTestId('week-alerts')
    .getByRole('link', { name: /irregular rhythm in \d+ of \d+ ECG strips/ });
  await alert.click();
  const chart = page.locator('#wearables-rhythm');
  await expect(chart).toBeFocused();
  await expect(chart).toBeInViewport();
});
