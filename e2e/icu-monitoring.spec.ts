import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#lib/server/database/database.ts';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { fillMonitoredUnit } from '#lib/server/icu/fixtures/monitored-unit.ts';
import { type AppServer, copyHospital, freePort, startApp } from './app-server.ts';
import { lookAt } from './looks.ts';
import { expect, test } from './quiet-page.ts';

let data: string;
let app: AppServer;

/** A hospital of its own: beside other tests somebody may be looked at on the wall. */
async function openHospital(fill?: (database: Database) => Promise<void>): Promise<void> {
  data = await mkdtemp(join(tmpdir(), 'consilium-monitoring-'));
  await copyHospital(data);
  if (fill) {
    const opened = await openDatabase({ databaseUrl: null, dataDirectory: data });
    await fill(opened.database);
    await opened.close();
  }
  app = await startApp(await freePort(), { CONSILIUM_DATA: data });
}

test.afterEach(async ({ page }) => {
  // A page that is left open complains of the server that is gone.
  await page.close();
  await app.kill();
  await rm(data, { recursive: true, force: true });
});

test('nothing is shown of models that nobody was scored by, and the page says so', async ({ page }) => {
  await openHospital();
  await page.goto(`${app.origin}/models/icu`);
  await expect(page.getByText('Nothing has been watched yet')).toBeVisible();
  await lookAt(page, 'icu-monitoring-empty');
});

test('what has drifted is named, arms stand side by side, and behind each chart is its table', async ({
  page,
}) => {
  await openHospital(fillMonitoredUnit);
  await page.goto(`${app.origin}/models/icu`);
  await expect(page.getByRole('heading', { level: 1, name: 'Intensive care, in use' })).toBeVisible();
  await expect(page.getByText('Simulated patients.')).toBeVisible();
  const alarms = page.getByRole('region', { name: 'Alarms' });
  await expect(
    alarms.getByText(/^Temperature: its distribution has changed|^Temperature: it has shifted/),
  ).toBeVisible();
  await expect(alarms.getByText(/^Lactate: it is missing in other hours/)).toBeVisible();
  await expect(alarms.getByText(/^Heart rate/)).toHaveCount(0);
  await expect(alarms.getByText(/at most 1 in 100/)).toBeVisible();
  await lookAt(page, 'icu-monitoring');

  const arms = page.getByRole('region', { name: 'Arms: 2026-sepsis', exact: true });
  await expect(arms.getByText(/It is lower in the arm that is tried/)).toBeVisible();
  await expect(arms.getByText(/0 not as sealed, 0 too late/)).toBeVisible();
  const signs = page.getByRole('region', { name: 'Vital signs', exact: true });
  await signs.getByText('Table', { exact: true }).click();
  const row = signs.getByRole('row', { name: /^Temperature/ }).first();
  await expect(row).toContainText('°C');
  await expect(row).toContainText('alarm');
  await lookAt(page, 'icu-monitoring-table');
});
