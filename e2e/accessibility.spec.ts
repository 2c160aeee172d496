import type { Page } from '@playwright/test';
import { expectAccessible, lookAt } from './looks.ts';
import { openPatient, verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, jsonFile, simulatedBundle } from './uploads.ts';
import { openWorklist } from './worklist-page.ts';

/** Each page in the state that holds most. */
const pages: readonly (readonly [name: string, open: (page: Page) => Promise<unknown>])[] = [
  ['worklist', openWorklist],
  ['patient', openPatient],
  ['upload', (page) => page.goto('/upload')],
  [
    'uploaded patient',
    async (page) => {
      await page.goto('/upload');
      await choose(page, [jsonFile('bundle.json', simulatedBundle(0))]);
      await verdict(page);
    },
  ],
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
  ['sign-in', (page) => page.goto('/sign-in')],
];
for (const [name, open] of pages)
  test(`${name}: no accessibility violation, nothing cut off, in both themes and on a phone`, async ({
    page,
  }) => {
    // axe reads every row of a long table three times.
    test.slow();
    await open(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await lookAt(page, name.replaceAll(' ', '-'));
  });

test('a page that is not there says so', async ({ page, complaints }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  complaints.length = 0; // The browser itself reports the 404.
});
