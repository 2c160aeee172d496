import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fillDemo, openIndexedHospital } from './indexed-hospital.ts';
import { expect, test } from './quiet-page.ts';
import { openWorklist, scoredRows } from './worklist-page.ts';

// SCREENSHOTS=1 npm run e2e renews the README's pictures. A normal run draws none: what they show is tested elsewhere.
const FOLDER = 'docs/screenshots';
test.skip(process.env.SCREENSHOTS !== '1', 'pictures for the README are drawn with SCREENSHOTS=1');

async function openHighestRisk(page: Page): Promise<void> {
  await openWorklist(page);
  await scoredRows(page).first().getByRole('link').click();
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText('→');
}

/** With the scores of the first beds, and curves across the tiles. */
async function openWall(page: Page): Promise<void> {
  await page.goto('/icu');
  await expect(page.getByRole('button', { name: 'Acknowledge' }).first()).toBeVisible({ timeout: 80_000 });
  await page.waitForTimeout(5_000);
}

const screens = [
  ['worklist', openWorklist],
  ['patient', openHighestRisk],
  ['icu', openWall],
] as const;
const looks = [
  ['light', 'light', { width: 1440, height: 1000 }],
  ['dark', 'dark', { width: 1440, height: 1000 }],
  ['phone', 'light', { width: 390, height: 844 }],
] as const;

test('picture of similar patients, light', async ({ page }) => {
  test.setTimeout(1_200_000);
  const hospital = await openIndexedHospital(fillDemo(300));
  try {
    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const found = await page.request.get(`${hospital.origin}/api/fhir/Patient?_count=1`);
    const { entry } = await found.json();
    await page.goto(`${hospital.origin}/similar/${entry[0].resource.id}`);
    await expect(page.getByTestId('network')).toHaveAttribute('data-status', 'at-rest', { timeout: 60_000 });
    await page.waitForTimeout(1_000);
    mkdirSync(FOLDER, { recursive: true });
    await page.screenshot({ path: `${FOLDER}/similar-light.png` });
  } finally {
    await hospital.close();
  }
});

for (const [screen, open] of screens)
  for (const [look, colorScheme, viewport] of looks)
    test(`picture of the ${screen}, ${look}`, async ({ page }) => {
      mkdirSync(FOLDER, { recursive: true });
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page);
      await page.waitForTimeout(1_000);
      await page.screenshot({ path: `${FOLDER}/${screen}-${look}.png` });
    });
