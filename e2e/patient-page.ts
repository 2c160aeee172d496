import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Scored } from '#lib/contract/risk-report.ts';

/** A heart-failure patient of the demo hospital: with results, pictures and a week of wearables, without a genome. */
export const SCORED_PATIENT = 'Patient?identifier=SIM1-000004';

/** Opens a patient of the demo hospital who has a score, and waits for it. */
export async function openPatient(page: Page): Promise<void> {
  const found = await page.request.get(`/api/fhir/${SCORED_PATIENT}`);
  const { entry } = await found.json();
  await page.goto(`/patients/${entry[0].resource.id}`);
  await expect(page.getByTestId('risk')).toBeVisible();
}

/** Opens a part of the chart by its tab, e.g. `Results`; names may end in a number. A click before the page is alive is lost. */
export async function openPart(page: Page, name: string | RegExp): Promise<void> {
  const tab = page.getByRole('tab', { name });
  await expect(async () => {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true', { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

/** Scrolls to a place on a patient's page. A panel's own script may take the place of the server's HTML just then. */
export const comeTo = (place: Locator): Promise<void> =>
  expect(() => place.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass({ timeout: 20_000 });

/** Opens the week of the wearables and waits until it is drawn. */
export async function openWeek(page: Page): Promise<Locator> {
  await openPart(page, 'Wearables');
  const week = page.getByRole('region', { name: 'Wearables', exact: true });
  await comeTo(week);
  await expect(week.getByRole('slider', { name: 'Time in the seven days' })).toBeVisible();
  return week;
}

/** The 30-day risk on the page, as a number; waits until it is computed from all that the page fetches. */
export async function shownRisk(page: Page): Promise<number> {
  const figure = page.getByTestId('risk');
  await expect(figure).toHaveAttribute('data-settled', 'true');
  const shown = Number(((await figure.textContent()) ?? '').replace(/[^\d.]/g, '')) / 100;
  const exact = Number(await figure.getAttribute('data-risk'));
  expect(Math.abs(shown - exact)).toBeLessThanOrEqual(0.0051);
  return exact;
}

/** Waits until the page shows a score, or "no score" with at least one reason. */
export async function verdict(page: Page): Promise<'scored' | 'unscored'> {
  const risk = page.getByTestId('risk');
  const none = page.getByTestId('no-score');
  await expect(risk.or(none)).toBeVisible();
  if (await risk.isVisible()) return 'scored';
  await expect(none.getByRole('listitem').first()).toHaveText(/\S.*\./);
  return 'unscored';
}

/** The browser's own report, by the button that saves it. */
export async function savedReport(page: Page): Promise<Scored> {
  await shownRisk(page);
  await openPart(page, 'Score details');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as JSON' }).click();
  return JSON.parse(await readFile(await (await download).path(), 'utf8')) as Scored;
}
