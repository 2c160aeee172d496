import { expect, test } from './quiet-page.ts';

test('a table that goes on below its box says so, and in which direction', async ({ page }) => {
  await page.goto('/models');
  const table = page.getByRole('region', { name: 'Subgroups, table' });
  const frame = table.locator('..');
  await expect(frame).toContainText('more rows ↓');
  await table.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(frame).toContainText('↑ more rows');
  await expect(frame).not.toContainText('↓');
});
