import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sentAt } from '../scripts/bench/icu-wall/wall-beds.ts';
import { type AppServer, copyHospital, freePort, startApp } from './app-server.ts';
import { lookAt } from './looks.ts';
import { expect, onOnePage } from './quiet-page.ts';

/** One bed whose patient falls ill in the second that is asked for, and stays so. */
const COURSE = { beds: 1, firstS: 1, everyS: 1000 };
const ROOM_MS = 60_000;

let data: string;
let app: AppServer;

/** What a monitor sends, to the door that monitors send to. */
async function send(...lines: readonly string[]): Promise<Response> {
  return fetch(`${app.origin}/api/icu/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => `${line}\n`).join(''),
  });
}

const sendSecond = (second: number) =>
  send(...sentAt(0, second, Date.now(), COURSE).map((event) => JSON.stringify(event)));

/** How many tones the page has begun; a burst has three. */
const tones = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.documentElement.dataset.tones ?? 0));

const test = onOnePage(async (page) => {
  data = await mkdtemp(join(tmpdir(), 'consilium-alerts-'));
  await copyHospital(data);
  app = await startApp(await freePort(), { CONSILIUM_DATA: data, CONSILIUM_ICU_REPLAY: '0' });
  await page.addInitScript(() => {
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...when) {
      const { dataset } = document.documentElement;
      dataset.tones = String(1 + Number(dataset.tones ?? 0));
      start.apply(this, when);
    };
  });
  await page.goto(`${app.origin}/icu`);
  await sendSecond(0);
  await expect(page.getByRole('article', { name: /^Bed B0/ })).toBeVisible({ timeout: ROOM_MS });
});

test.afterAll(async () => {
  await app.kill();
  await rm(data, { recursive: true, force: true });
});

const panel = (page: Page) => page.getByRole('complementary', { name: 'Alerts' });

test('sound is off until somebody wants it, and then says once that an alert has come', async ({ page }) => {
  expect(await tones(page)).toBe(0);
  await page.getByRole('switch', { name: 'Sound' }).check();
  expect(await tones(page)).toBe(3);
  await sendSecond(1);
  await expect(panel(page).getByRole('button', { name: /^Bed B0 Sepsis .*, unanswered$/ })).toBeVisible({
    timeout: ROOM_MS,
  });
  await expect(
    panel(page).getByRole('button', { name: /^Bed B0 Deterioration .*, unanswered$/ }),
  ).toBeVisible();
  await expect.poll(() => tones(page)).toBeGreaterThan(3);
  expect((await tones(page)) % 3).toBe(0);
  await page.getByRole('switch', { name: 'Sound' }).uncheck();
});

test('an alert is answered by keyboard alone, with a reason', async ({ page }) => {
  await panel(page)
    .getByRole('button', { name: /^Bed B0 Sepsis .*, unanswered$/ })
    .focus();
  await page.keyboard.press('a');
  await expect(panel(page).getByLabel('Reason')).toBeFocused();
  await panel(page).getByLabel('Reason').selectOption('known');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('button', { name: /^Bed B0 Sepsis .*, acknowledged$/ })).toBeFocused();
  await expect(panel(page)).toContainText(/\d\d:\d\d: Known, no change/);
});

test('who answered may snooze after all, and another alert is dismissed, for all who look', async ({
  page,
}) => {
  await panel(page)
    .getByRole('button', { name: /^Bed B0 Sepsis/ })
    .focus();
  await page.keyboard.press('s');
  await panel(page).getByLabel('For').selectOption('60');
  await panel(page).getByLabel('Note, if needed').fill('Cultures are taken');
  await page.keyboard.press('Enter');
  const snoozed = panel(page).getByRole('button', { name: /^Bed B0 Sepsis .*, snoozed$/ });
  await expect(snoozed).toBeFocused();
  await panel(page)
    .getByRole('button', { name: /^Bed B0 Deterioration/ })
    .focus();
  await page.keyboard.press('d');
  await panel(page).getByLabel('Reason').selectOption('measurement-error');
  await panel(page).getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(panel(page).getByRole('button', { name: /^Bed B0 Deterioration/ })).toHaveCount(0);

  await page.reload();
  await expect(snoozed).toBeVisible();
  await expect(panel(page)).toContainText(/Known, no change – Cultures are taken; until \d\d:\d\d/);
  await expect(panel(page).getByRole('button', { name: /^Bed B0 Deterioration/ })).toHaveCount(0);
  await lookAt(page, 'icu-snoozed');
});

test('a threshold is tried before it is in force, and what was refused is told with its reason', async ({
  page,
}) => {
  const refused = await send('{"version":99}', 'no event at all');
  expect(await refused.text()).toContain('"refused":2');
  await page.goto(`${app.origin}/icu/alarms`);
  const sepsis = page.getByRole('region', { name: 'Sepsis', exact: true });
  const tried = sepsis
    .getByRole('row', { name: /^Threshold/ })
    .getByRole('cell')
    .last();
  await expect(tried).toHaveText('–');
  await sepsis.getByRole('slider').press('ArrowRight');
  await expect(tried).toHaveText(/^\d+\.\d\s%$/);
  await lookAt(page, 'icu-alarms');

  await sepsis.getByLabel('Reason').fill('Too many at night');
  await sepsis.getByRole('button', { name: 'Put in force' }).click();
  await expect(sepsis).toContainText(/Set by .*: Too many at night/);
  const letters = page.getByRole('region', { name: 'Events that could not be read' });
  await expect(letters.getByRole('row', { name: /version/i })).toContainText('{"version":99}');
  await expect(letters.getByRole('row')).toHaveCount(3);
});
