import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { sampleHealthExport } from '#components/upload/fixtures/sample-health-export.ts';
import { expect, test } from './quiet-page.ts';
import { choose } from './uploads.ts';

const FOLDER = 'test-results/screenshots';

test('an Apple Health export is drawn when the user says whose it is, and a purge forgets it', async ({
  page,
}) => {
  await page.goto('/upload');
  const buffer = Buffer.from(sampleHealthExport());
  await choose(page, [{ name: 'export.xml', mimeType: 'text/xml', buffer }]);
  await expect(page.getByText('Devices in the file: SIMULATED watch, SIMULATED phone')).toBeVisible();
  await expect(page.getByText(/Latest reading on 2\sMar\s2026/)).toBeVisible();
  const week = page.getByRole('region', { name: 'Wearables: export.xml' });
  await expect(week).toHaveCount(0);

  await page.getByRole('combobox', { name: 'export.xml' }).selectOption('uncharted');
  await expect(week.getByText('Not recorded: ECG')).toBeVisible();
  await expect(week.getByText('UTC+01:00')).toBeVisible();

  mkdirSync(FOLDER, { recursive: true });
  for (const [look, colorScheme, width] of [
    ['light', 'light', 1440],
    ['dark', 'dark', 1440],
    ['phone', 'light', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `${FOLDER}/wearable-upload-${look}.png`, fullPage: true });
  }

  await page.getByRole('button', { name: 'Purge from memory' }).first().click();
  await expect(page.getByRole('main')).not.toContainText('SIMULATED watch');
  await expect(week).toHaveCount(0);
});
