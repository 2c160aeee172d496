import type { Page } from '@playwright/test';
import { lookAt } from './looks.ts';
import { expect, onOnePage } from './quiet-page.ts';
import { openWorklist, scoredRows, selected } from './worklist-page.ts';

/** What one column shows of each patient, from the top. */
const cells = (page: Page, column: string): Promise<string[]> =>
  page.locator(`tbody [data-column="${column}"]`).allTextContents();

/** The per cent at the start of each cell; a cell without one is left out. */
const percents = async (page: Page, column: string): Promise<number[]> =>
  (await cells(page, column)).flatMap((text) => {
    const [, number] = /^\s*[<>]?\s*(\d+(?:\.\d+)?)\s*%/.exec(text) ?? [];
    return number === undefined ? [] : [Number(number)];
  });

const isFalling = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number <= (numbers[index - 1] ?? Number.NaN));

const test = onOnePage(openWorklist);

test('worklist: no accessibility violation, nothing cut off, in both themes and on a phone', async ({
  page,
}) => {
  // axe reads every row of a long table three times.
  test.slow();
  await lookAt(page, 'worklist');
});

test('40 simulated patients with heart failure, each with a risk or a reason, in the order of need', async ({
  page,
}) => {
  await expect(page.getByText('Simulated patients.')).toBeVisible();
  await expect(scoredRows(page)).toHaveCount(40);
  await expect(page.getByText(/^In hospital or within 30 days of discharge first/)).toBeVisible();
  expect((await percents(page, 'risk')).length).toBeGreaterThan(30);
  expect(isFalling(await percents(page, 'today'))).toBe(true);
  await page.getByRole('button', { name: '30-day risk' }).click();
  const risks = await percents(page, 'risk');
  expect(isFalling(risks)).toBe(true);
  expect(new Set(risks).size).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Order by need' }).click();
  await expect(page.getByRole('columnheader', { name: '30-day risk' })).not.toHaveAttribute('aria-sort');
});

test('each risk says why, and what is worth measuring', async ({ page }) => {
  const why = page.locator('tbody [data-column="why"]');
  await expect(why.getByRole('img', { name: /raises|lowers/ }).first()).toBeVisible();
  await expect(page.locator('tbody [data-column="gap"]').filter({ hasText: 'points' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Worth measuring' }).click();
  await expect(page.locator('tbody [data-column="gap"]').first()).toContainText('points');
  for (const width of [1024, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    const cut = await why
      .locator('span')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth > 0));
    expect(cut.length, `${width} pixels`).toBe(0);
  }
});

test('search, filter and sort', async ({ page }) => {
  const name = (await scoredRows(page).nth(7).getByRole('link').textContent()) ?? '';
  await page.getByRole('searchbox').fill(name);
  await expect(scoredRows(page).first().getByRole('link')).toHaveText(name);
  await selected(page, 10);
  await page.getByRole('searchbox').fill('');
  await expect(scoredRows(page)).toHaveCount(40);
  await page.getByRole('combobox', { name: 'Band' }).selectOption('intermediate');
  expect(await selected(page, 40)).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: 'Band' }).selectOption('all');
  for (const stage of ['In hospital', 'Discharged ≤ 7 d', '8–30 d', 'Window closed', 'Other']) {
    const chip = page.getByRole('button', { name: new RegExp(`^${stage}`) });
    const count = Number(/\d+$/.exec((await chip.textContent()) ?? '')?.[0]);
    await chip.click();
    await expect(scoredRows(page)).toHaveCount(count);
  }
  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByRole('button', { name: 'Left today' }).click();
  await expect(page.getByRole('columnheader', { name: 'Left today' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});

test('as many are marked as the reader can follow up, and it is remembered', async ({ page }) => {
  const marked = page.getByRole('img', { name: 'To follow up.' });
  const capacity = page.getByLabel('Patients I can follow up');
  await capacity.fill('3');
  const inWindow = (await percents(page, 'today')).length;
  await expect(marked).toHaveCount(Math.min(3, inWindow));
  await page.reload();
  await expect(capacity).toHaveValue('3');
  await capacity.fill('0');
  await expect(marked).toHaveCount(0);
  await expect(page.getByText('nobody is marked')).toBeVisible();
});
