import { expect, test } from './quiet-page.ts';

// Focus, keys and the address meet in a browser alone.
test('the palette leads by keys to a patient and a part of the chart, gives the focus back and keeps no name', async ({
  page,
}) => {
  await page.goto('/models');
  const palette = page.getByRole('combobox', { name: /^Go to a screen, a patient/ });
  const options = page.getByRole('option');
  const link = page.getByRole('link', { name: 'Upload' });
  await expect(page.getByRole('button', { name: /^Go to/ })).toBeVisible();
  await link.focus();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(link).toBeFocused();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('status').filter({ hasText: /^Type the beginning/ })).not.toContainText(
    'being listed',
  );
  await palette.fill('sim1');
  const name = (await options.first().textContent())?.split('born')[0] ?? '?';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(page.getByRole('tab', { name: /^Gaps/ })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await palette.fill('gaps');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tabpanel', { name: /^Gaps/ })).toBeFocused();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain(name.trim());
});
