import { expect, type Locator, type Page } from '@playwright/test';

/** Patients in the worklist's table, without its heading. */
export const scoredRows = (page: Page): Locator =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link') });

/**
 * Opens the worklist and waits until every patient has a risk or a reason for none. On a device that saves data, so that pictures do
 * not change the risks while a test looks at them.
 */
export async function openWorklist(page: Page): Promise<void> {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true }),
  );
  await page.goto('/');
  await expect(page.getByText(/\d+ risks computed, \d+ without a score\./)).toBeAttached({ timeout: 60_000 });
}

/** Waits until the table holds a selection: filters follow a moment after they are set, so that typing is never held up. */
export async function selected(page: Page, from: number): Promise<number> {
  await expect.poll(() => scoredRows(page).count()).toBeLessThan(from);
  return scoredRows(page).count();
}
