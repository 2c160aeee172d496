import { lookAt } from './looks.ts';
import { expect, test } from './quiet-page.ts';
import { serveCohort } from './similar-cohort.ts';

test.beforeEach(async ({ page }) => serveCohort(page, 200));

test('the cohort is drawn, can be looked at by all, and names nobody', async ({ page }) => {
  await page.goto('/similar');
  await expect(page.getByTestId('network')).toHaveAttribute('data-status', 'at-rest');
  await expect(page.getByRole('figure', { name: 'All sources fused' }).getByRole('img')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Groups of the network' })).toContainText(
    'Pulmonary embolism 50',
  );
  await lookAt(page, 'similar');
});
