import type { Page } from '@playwright/test';
import { shownRisk } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { openWorklist, scoredRows } from './worklist-page.ts';

const percents = async (page: Page): Promise<number[]> => {
  const cells = page
    .getByRole('table')
    .getByRole('cell')
    .filter({ hasText: /^\s*[<>]?\s*\d+(\.\d+)?\s*%/ });
  const texts = await cells.allTextContents();
  return texts.map((text) => Number(/\d+(\.\d+)?/.exec(text)?.[0]));
};

test('40 simulated patients with heart failure, each with a risk or a reason, highest risk first', async ({
  page,
}) => {
  await openWorklist(page);
  await expect(page.getByText('Simulated patients.')).toBeVisible();
  const rows = scoredRows(page);
  await expect(rows).toHaveCount(40);
  const risks = await percents(page);
  expect(risks.length).toBeGreaterThan(30);
  expect(risks).toEqual(risks.toSorted((a, b) => b - a));
  expect(new Set(risks).size).toBeGreaterThan(10);
});

test('1,000 patients for similarity, listed when they are asked for', async ({ page }) => {
  await openWorklist(page);
  await page.getByRole('combobox', { name: 'Patients' }).selectOption({ label: 'Similarity search (1000)' });
  await expect(page.getByText('1–200 of 1000')).toBeVisible();
  await expect(page.getByText('800 of 1000 charts not read yet: they stand last.')).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Read all 800' }).click();
  await expect(page.getByText(/charts not read yet/)).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText(/^\d+ risks computed, \d+ without a score\.$/)).toBeAttached({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: /^No score/ }).click();
  await expect(scoredRows(page).first()).toContainText('No diagnosis of heart failure');
  await page.getByRole('combobox', { name: 'Patients' }).selectOption({ label: 'Heart failure (40)' });
  await expect(page.getByText(/^\d+ risks computed, \d+ without a score\.$/)).toBeAttached({
    timeout: 60_000,
  });
});

test('search, filter and sort', async ({ page }) => {
  await openWorklist(page);
  const name = (await scoredRows(page).nth(7).getByRole('link').textContent()) ?? '';
  await page.getByRole('searchbox').fill(name);
  await expect(scoredRows(page).first().getByRole('link')).toHaveText(name);
  expect(await scoredRows(page).count()).toBeLessThan(10);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: /^Intermediate/ }).click();
  const intermediate = await scoredRows(page).count();
  expect(intermediate).toBeGreaterThan(0);
  expect(intermediate).toBeLessThan(40);
  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByRole('button', { name: 'Age' }).click();
  await expect(page.getByRole('columnheader', { name: 'Age' })).toHaveAttribute('aria-sort', 'descending');
});

test('the worklist and the patient page give one patient one risk', async ({ page }) => {
  await openWorklist(page);
  const row = scoredRows(page).first();
  const [listed] = await percents(page);
  await row.getByRole('link').click();
  await expect(page).toHaveURL(/\/patients\/[A-Za-z0-9.-]+$/);
  const risk = await shownRisk(page);
  expect(Math.abs(risk * 100 - (listed ?? -1))).toBeLessThanOrEqual(0.51);
});
