import type { Page } from '@playwright/test';
import { expectAccessible, lookAt } from './looks.ts';
import { expect, test } from './quiet-page.ts';
import { choose, jsonFile } from './uploads.ts';

/** Pages in the state that holds most. The worklist and patients, uploaded or not, are looked at beside the tests of what is on them. */
const pages: readonly (readonly [name: string, open: (page: Page) => Promise<unknown>])[] = [
  ['upload', (page) => page.goto('/upload')],
  [
    'unreadable upload',
    async (page) => {
      await page.goto('/upload');
      await choose(page, [jsonFile('broken.json', '{"resourceType":')]);
      await expect(page.getByText('No patient in these files')).toBeVisible();
    },
  ],
  [
    'theme menu',
    async (page) => {
      await page.goto('/upload');
      await page.getByRole('button', { name: /^Theme/ }).click();
      await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible();
    },
  ],
  ['models', (page) => page.goto('/models')],
  ['a model of intensive care', (page) => page.goto('/models/icu-sepsis')],
  ['sign-in', (page) => page.goto('/sign-in')],
];
for (const [name, open] of pages)
  test(`${name}: no accessibility violation, nothing cut off, in both themes and on a phone`, async ({
    page,
  }) => {
    await open(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await lookAt(page, name.replaceAll(' ', '-'));
  });

test('the theme is chosen and kept', async ({ page }) => {
  await page.goto('/upload');
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('a page that is not there says so', async ({ page, complaints }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  complaints.length = 0; // The browser itself reports the 404.
});
