import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
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
const sizes = [
  ['desktop', { width: 1366, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const;

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`);
  expect(found).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const [name, open] of pages)
  for (const [size, viewport] of sizes)
    test(`${name}, ${size}: no accessibility violation, nothing cut off, in both themes`, async ({
      page,
    }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await open(page);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
        await expectAccessible(page);
      }
    });

test('a page that is not there says so', async ({ page, complaints }) => {
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  complaints.length = 0; // The browser itself reports the 404.
});
