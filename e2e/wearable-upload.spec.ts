import { sampleHealthExport } from '#components/upload/fixtures/sample-health-export.ts';
import { lookAt } from './looks.ts';
import { expect, test } from './quiet-page.ts';
import { choose } from './uploads.ts';

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

  await lookAt(page, 'wearable-upload');
  await page.getByRole('button', { name: 'Purge from memory' }).first().click();
  await expect(page.getByRole('main')).not.toContainText('SIMULATED watch');
  await expect(week).toHaveCount(0);
});
