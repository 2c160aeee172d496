import type { Page } from '@playwright/test';
import { madeUpAlert, madeUpScore, madeUpTile, NOW } from '#components/icu/fixtures/made-up-tile.ts';
import { lookAt } from './looks.ts';
import { test as alone, expect, onOnePage } from './quiet-page.ts';

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

alone('an alert is answered by keyboard alone, with a reason', async ({ page }) => {
  let alert = madeUpAlert();
  // The stream ends after each telling, and the page comes back for the next.
  await page.route('**/api/icu/stream', (route) => {
    const clock = { now: NOW, speed: 1, replay: null };
    const wall = {
      kind: 'wall',
      tiles: [madeUpTile({ alerts: [alert], scores: [madeUpScore({ probability: 0.4 })] })],
      clock,
      intake: { refused: 0, flooding: [] },
    };
    return route.fulfill({ contentType: 'text/event-stream', body: `data: ${JSON.stringify(wall)}\n\n` });
  });
  await page.route('**/api/icu/alerts/*/acknowledge', (route) => {
    const { reason } = route.request().postDataJSON();
    alert = madeUpAlert({ state: 'acknowledged', answer: { by: 'somebody', at: NOW, reason } });
    return route.fulfill({ json: alert });
  });
  await page.goto('/icu');
  const panel = page.getByRole('complementary', { name: 'Alerts' });
  await panel.getByRole('button', { name: /^Bed 1 Sepsis 40.%, unanswered/ }).focus();
  await page.keyboard.press('a');
  await expect(panel.getByLabel('Reason')).toBeFocused();
  await panel.getByLabel('Reason').selectOption('known');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /acknowledged$/ })).toBeFocused();
  await expect(panel).toContainText('somebody, 15:32: Known, no change');
});
