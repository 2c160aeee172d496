import { lookAt } from './looks.ts';
import { SCORED_PATIENT } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { serveCohort } from './similar-cohort.ts';

test.beforeEach(async ({ page }) => serveCohort(page, 200));

test('the nearest are found, weighed anew and compared by keyboard alone', async ({ page }) => {
  const found = await page.request.get(`/api/fhir/${SCORED_PATIENT}`);
  const { entry } = await found.json();
  await page.goto(`/similar/${entry[0].resource.id}`);
  const list = page.getByRole('region', { name: 'Most similar' });
  const neighbours = list.locator('[data-neighbour]');
  await expect(neighbours).toHaveCount(10);
  await expect(neighbours.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(list.getByRole('list', { name: 'What the similarity is made of' })).toContainText(
    'alike, adds',
  );

  await neighbours.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(neighbours.nth(1)).toBeFocused();
  await expect(neighbours.nth(1)).toHaveAttribute('aria-expanded', 'true');

  const points = list.locator('strong').first();
  const before = await points.textContent();
  const weights = page.getByRole('region', { name: 'What counts' });
  const slider = weights.getByRole('slider').first();
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(weights.getByRole('radio', { name: 'By hand' })).toBeChecked();
  await expect(points).not.toHaveText(before ?? '');

  const network = page.getByRole('region', { name: 'Network' });
  await network.getByText('Table', { exact: true }).click();
  await expect(network.getByRole('table').getByRole('row')).toHaveCount(51);

  await page.getByRole('button', { name: 'Choose Pulmonary embolism' }).press('Enter');
  await expect(page.getByText('50 patients are chosen')).toBeVisible();

  await list.getByRole('button', { name: 'Compare side by side' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Side by side' }).getByRole('table')).toContainText('alike');
});

test('the cohort is drawn, can be looked at by all, and names nobody', async ({ page }) => {
  await page.goto('/similar');
  await expect(page.getByTestId('network')).toHaveAttribute('data-status', 'at-rest');
  await expect(page.getByRole('figure', { name: 'All sources fused' }).getByRole('img')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Groups of the network' })).toContainText(
    'Pulmonary embolism 50',
  );
  await lookAt(page, 'similar');
});
