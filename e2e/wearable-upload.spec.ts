import { sampleHealthExport } from '#lib/intake/fixtures/sample-health-export.ts';
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
  const week = page.getByRole('region', { name: 'Wearables: export.xml', exact: true });
  await expect(week).toHaveCount(0);

  await page.getByRole('combobox', { name: 'export.xml' }).selectOption('uncharted');
  await expect(week.getByText('Not recorded: ECG')).toBeVisible();
  await expect(week.getByText('UTC+01:00')).toBeVisible();

  await lookAt(page, 'wearable-upload');
  await page.getByRole('button', { name: 'Purge from memory' }).first().click();
  await expect(page.getByRole('main')).not.toContainText('SIMULATED watch');
  await expect(week).toHaveCount(0);
});

test('a table that does not tell day from month asks, and is drawn as the user says', async ({ page }) => {
  await page.goto('/upload');
  const rows = Array.from(
    { length: 60 },
    (_, i) => `03/04/2025 10:${String(i).padStart(2, '0')},${70 + (i % 5)}`,
  );
  const csv = `Time,Heart rate\n${rows.join('\n')}\n`;
  const list = `${'812\n804\n820\n'.repeat(200)}`;
  await choose(page, [
    { name: 'watch.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
    { name: 'beats.txt', mimeType: 'text/plain', buffer: Buffer.from(list) },
    { name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n1 0 obj') },
  ]);
  const question = page.getByRole('combobox', { name: /How does the file write its dates/ });
  await expect(question).toBeVisible();
  await expect(page.getByText('Not drawn yet').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'watch.csv' }).selectOption('uncharted');
  await lookAt(page, 'wearable-question');
  await question.selectOption('day-first');
  await expect(page.getByText(/Latest reading on 3\sApr\s2025/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Wearables: watch.csv', exact: true })).toBeVisible();

  await page.getByRole('combobox', { name: 'beats.txt' }).selectOption('uncharted');
  await page.getByLabel('When did the recording begin?').fill('2025-04-03T22:00');
  await page.getByRole('button', { name: 'Draw from then' }).click();
  await expect(page.getByRole('region', { name: 'Wearables: beats.txt', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Variability of heart beats: beats.txt' })).toContainText(
    'RMSSD',
  );
  await expect(page.getByText('This is a PDF document; choose the chart as FHIR (JSON)')).toBeVisible();
  await lookAt(page, 'wearable-answered');
});
