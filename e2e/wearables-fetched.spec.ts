import { openPart, openPatient } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';

test('the page of a patient carries no waveform: its week is fetched once, for the alerts and for the charts', async ({
  page,
}) => {
  let fetched = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/patients\//.test(request.url())) fetched += 1;
  });
  await openPatient(page);
  const html = await (await page.request.get(page.url())).text();
  expect(html.length).toBeLessThan(400_000);
  const alerts = page.getByTestId('week-alerts');
  await expect(alerts).toContainText(/week to \d/);
  expect(fetched).toBe(1);

  const panel = page.getByRole('region', { name: 'Wearables', exact: true });
  await alerts.getByRole('link').first().click();
  await expect(panel.getByRole('slider', { name: 'Time in the seven days' })).toBeVisible();
  expect(fetched).toBe(1);
});

test('a week that could not be fetched is said above and below, and can be asked for again', async ({
  page,
  complaints,
}) => {
  let lost = true;
  await page.route('**/patients/**', (route) =>
    lost && route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await openPatient(page);
  const panel = page.getByRole('region', { name: 'Wearables', exact: true });
  await expect(page.getByTestId('week-alerts')).toContainText('the recordings could not be fetched');
  await openPart(page, 'Wearables');
  await expect(panel.getByRole('alert')).toContainText('The recordings could not be fetched');
  // The requests that were cut off are the test's own doing.
  complaints.splice(0);
  lost = false;
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('slider', { name: 'Time in the seven days' })).toBeVisible();
});
