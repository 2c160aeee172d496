import type { Page } from '@playwright/test';
import { lookAt } from './looks.ts';
import { expect, onOnePage } from './quiet-page.ts';

/** The ward is opened by the first who looks, and fed with a day before it shows anything. */
const OPENED_MS = 80_000;

const tiles = (page: Page) => page.getByRole('article', { name: /^Bed / });

const test = onOnePage(async (page) => {
  await page.goto('/icu');
  await expect(
    tiles(page)
      .filter({ hasText: /HR\s*\/min\s*\d{2}/ })
      .first(),
  ).toBeVisible({
    timeout: OPENED_MS,
  });
});

test('the wall of a replay says what it is, draws its beds and can be looked at by all', async ({ page }) => {
  await expect(page.getByRole('region', { name: 'Replay' })).toContainText('Replay · simulated');
  await expect(page.getByTestId('waves')).toHaveAttribute('data-frames', /^[1-9]/);
  await lookAt(page, 'icu');
});

test('without a network the wall is marked, and comes back by itself', async ({ page, complaints }) => {
  const notice = page.getByText('Connection lost since');
  await page.context().setOffline(true);
  await expect(notice).toBeVisible();
  await expect(tiles(page).filter({ hasText: 'no score: connection lost' }).first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(notice).toBeHidden();
  complaints.length = 0; // The browser itself reports what it could not fetch.
});

test('a bed holds everything on one axis of time', async ({ page }) => {
  await tiles(page).first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^Bed /);
  const slider = page.getByRole('slider', { name: 'Time in the course' });
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', /Heart rate \d+ \/min/);
  await lookAt(page, 'icu-bed');
});
