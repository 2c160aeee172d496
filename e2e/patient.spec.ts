import { lookAt } from './looks.ts';
import { comeTo, openPart, openPatient, savedReport, shownRisk } from './patient-page.ts';
import { expect, onOnePage } from './quiet-page.ts';

const test = onOnePage(openPatient);
test.beforeEach(async ({ page }) => {
  await openPart(page, 'Results');
  await page.evaluate(() => window.scrollTo(0, 0));
});

test('patient: no accessibility violation, nothing cut off, in both themes and on a phone', async ({
  page,
}) => {
  test.slow();
  await lookAt(page, 'patient');
});

test('risk, band, interval, the reason in a sentence and how good the model is stand on the card', async ({
  page,
}) => {
  const risk = await shownRisk(page);
  const card = page.getByRole('region', { name: 'Readmission within 30 days' });
  const report = await savedReport(page);
  expect(risk).toBe(report.risk);
  expect(report.interval.low).toBeLessThanOrEqual(risk);
  expect(report.interval.high).toBeGreaterThanOrEqual(risk);
  await expect(card).toContainText(new RegExp(report.band, 'i'));
  await expect(card.getByTestId('reason-sentence')).toContainText(/\d\s%\s→\s[\d.]+\s%: (mainly|no single)/);
  await expect(card).toContainText(
    /Ranks \d+ of 100 pairs of patients rightly; learned on simulated patients only/,
  );
  await expect(page.getByRole('button', { name: /^Inference: / })).toBeVisible();
});

test('what changed since the day before, and since the last look of this browser', async ({ page }) => {
  await shownRisk(page);
  const card = page.getByRole('region', { name: 'What changed' });
  // Since the day before, or over the whole first week where there is one.
  const course = /In the 24 h before .+: [\d.]+\s% → [\d.]+\s%|[\d.]+\s% at discharge, [\d.]+\s% on day \d\./;
  await expect(page.getByText(course).first()).toBeVisible();
  await expect(card).toContainText('This is your first look in this browser.');
  // As if it had been looked at an hour ago, with another risk.
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith('consilium.look.'))) {
      const kept = JSON.parse(localStorage.getItem(key) ?? '');
      const last = { ...kept.last, risk: 0.011, at: kept.last.at - 3_600_000 };
      localStorage.setItem(key, JSON.stringify({ last, before: null }));
    }
  });
  await page.reload();
  await expect(card).toContainText(/Since your last look, .+: 1\.1\s% → /);
});

test('the attributions add up, on the screen and in the report, to 1e-5', async ({ page }) => {
  await openPart(page, 'Score details');
  const line = (await page.getByTestId('sum').textContent()) ?? '';
  const numbers = line.replaceAll('−', '-').match(/[+-]?\d+\.\d{5}/g) ?? [];
  const [baseline = Number.NaN, contributions = Number.NaN, total = Number.NaN] = numbers.map(Number);
  expect(Math.abs(baseline + contributions - total)).toBeLessThanOrEqual(2e-5);
  const report = await savedReport(page);
  const features = report.attributions.flatMap((modality) => modality.features);
  const sum = features.reduce((all, { contribution }) => all + contribution, report.sum.baseline);
  expect(Math.abs(sum - report.logHazard)).toBeLessThan(1e-5);
  const modalities = report.attributions.reduce((all, one) => all + one.contribution, report.sum.baseline);
  expect(Math.abs(modalities - report.logHazard)).toBeLessThan(1e-5);
  expect(features.filter(({ value }) => value !== null).length).toBeGreaterThan(10);
});

test('the survival curve can be read as a table and ends at the risk', async ({ page }) => {
  await shownRisk(page);
  await openPart(page, 'Score details');
  const card = page.getByRole('region', { name: 'Course', exact: true });
  await card.getByText('Table', { exact: true }).click();
  const rows = card.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(32);
  const last = Number(/([\d.]+)\s*%/.exec((await rows.last().textContent()) ?? '')?.[1]);
  expect(Math.abs(100 - last - 100 * (await shownRisk(page)))).toBeLessThanOrEqual(1.01);
});

test('a laboratory value can be read as a table, in both unit systems', async ({ page }) => {
  const creatinine = page.getByRole('article', { name: 'Creatinine' });
  await creatinine.getByRole('button', { name: 'Creatinine: show table' }).click();
  const table = creatinine.getByRole('table');
  await expect(table).toBeVisible();
  const conventional = await table.textContent();
  expect(conventional).toContain('mg/dL');
  await page.getByText('SI', { exact: true }).click();
  await expect(table).toContainText('µmol/L');
  expect(await table.textContent()).not.toBe(conventional);
  await page.getByText('Conventional', { exact: true }).click();
  await creatinine.getByRole('button', { name: 'Creatinine: show chart' }).click();
});

test('a chart is stepped through by keyboard', async ({ page }) => {
  const slider = page.getByRole('slider', { name: 'Creatinine: results over time' });
  await slider.focus();
  const before = await slider.getAttribute('aria-valuetext');
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuenow', '2');
  await page.keyboard.press('End');
  expect(before).toMatch(/\d.*(mg\/dL|µmol\/L)/);
});

test('a span drawn over a lab chart is shown alone in all of them', async ({ page }) => {
  const panel = page.getByRole('region', { name: 'Results and vital signs' });
  const chart = panel.getByRole('slider').first();
  await comeTo(chart);
  const span = panel.getByText(/Time axis in/);
  const before = await span.innerText();
  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart is not drawn');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, y, { steps: 4 });
  await page.mouse.up();
  await expect(span).not.toHaveText(before);
});

test('a reason leads to where its entries stand, and the focus goes with it', async ({ page }) => {
  const reasons = page.getByRole('region', { name: 'What moves the score' });
  const details = async () => {
    await openPart(page, 'Score details');
    await reasons.getByRole('button', { name: /^Show \d+ more/ }).click();
  };
  await details();
  await reasons.getByRole('link', { name: 'Creatinine', exact: true }).press('Enter');
  const chart = page.getByRole('article', { name: 'Creatinine' });
  await expect(chart).toBeFocused();
  await expect(chart).toBeInViewport();
  await details();
  await reasons.getByRole('link', { name: 'Health record' }).click();
  await expect(page.locator('#results')).toBeFocused();
  await details();
  await reasons.getByRole('link', { name: 'Length of stay' }).click();
  await expect(page.getByRole('region', { name: /^Hospital stays \(/ })).toBeFocused();
  const why = page.getByRole('region', { name: 'Why', exact: true });
  const [first] = await why.getByRole('link').all();
  await first?.click();
  await expect(page.locator(':focus')).toHaveAttribute('id', /^result-/);
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Problems and drugs' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  const gap = page.getByRole('region', { name: 'How sure, and what is missing' }).getByRole('link').first();
  await expect(gap).toHaveAttribute('href', /^#(result|wearables)/);
});

test('the parts of the chart are tabs: one is drawn, arrows change it, and a reload finds it again', async ({
  page,
}) => {
  const tabs = page.getByRole('tablist', { name: 'Parts of the chart' });
  await tabs.getByRole('tab', { name: 'Results' }).focus();
  await page.keyboard.press('ArrowRight');
  const history = tabs.getByRole('tab', { name: 'Problems and drugs' });
  await expect(history).toBeFocused();
  await expect(page.getByRole('tabpanel')).toHaveCount(1);
  await expect(page.getByRole('region', { name: /^Medications \(/ })).toBeVisible();
  await page.reload();
  await expect(history).toHaveAttribute('aria-selected', 'true');
});

test('the summary fits a screen of 1440 by 900, treatments apart from findings', async ({
  page,
  viewport,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const why = page.getByRole('region', { name: 'Why', exact: true });
  await expect(why).toContainText('associations, not effects');
  await expect(why.getByRole('row', { name: /^What sicker patients are given/ })).toBeVisible();
  const bottom = async (name: string) => {
    const box = await page.getByRole('region', { name, exact: true }).boundingBox();
    return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN);
  };
  for (const name of ['Readmission within 30 days', 'Why'])
    expect(await bottom(name), name).toBeLessThanOrEqual(900);
  const most = await page
    .getByRole('region', { name: 'How sure, and what is missing' })
    .getByText(/would tell most|% now/)
    .boundingBox();
  expect(most && most.y + most.height).toBeLessThanOrEqual(900);
  if (viewport) await page.setViewportSize(viewport);
});

test('a question is answered on the card by keyboard, is marked as one, and one button takes it back', async ({
  page,
}) => {
  const own = await shownRisk(page);
  const panel = page.getByRole('region', { name: 'What if', exact: true });
  await panel.getByText('Suppose another value', { exact: true }).click();
  const slider = panel.getByRole('slider').first();
  const isHigh = await slider.evaluate(
    ({ value, min, max }: HTMLInputElement) => Number(value) - Number(min) > Number(max) - Number(value),
  );
  await slider.press(isHigh ? 'Home' : 'End');
  const card = page.getByRole('region', { name: /^Readmission within 30 days/ });
  await expect(card.getByText('What if', { exact: true })).toBeVisible();
  await expect(panel.getByRole('status')).toContainText(/[\d.]+\s% → [\d.]+\s% \S/);
  expect(await shownRisk(page)).not.toBe(own);
  await panel.getByRole('button', { name: 'Back to the patient' }).click();
  await expect(card.getByText('What if', { exact: true })).toHaveCount(0);
  expect(await shownRisk(page)).toBe(own);
});

test('the receipt names model, hash, backend and the resources read', async ({ page }) => {
  await openPart(page, 'Score details');
  const receipt = page.getByRole('region', { name: 'Score receipt' });
  await expect(receipt).toContainText(/readmission, version \d/);
  await receipt.getByText('Inputs and the resources they were read from').click();
  await expect(receipt.getByText(/^Observation\//).first()).toBeVisible();
  const { provenance } = await savedReport(page);
  const hashes = Object.values(provenance.model.graphs);
  expect(hashes).toHaveLength(1);
  for (const hash of hashes) {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    await expect(receipt).toContainText(hash.slice(0, 8));
  }
});

test('every stop on the page is reached by keyboard and shows where it is', async ({ page }) => {
  // The focus begins at the top.
  await page.reload();
  await expect(page.getByTestId('risk')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  const stops: string[] = [];
  for (let stop = 0; stop < 25; stop++) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const stop = document.activeElement ?? document.body;
        // A switch shows it on its track, which follows the hidden input.
        const isMarked = [stop, stop.nextElementSibling ?? stop].some((element) => {
          const { outlineStyle, boxShadow } = getComputedStyle(element);
          return outlineStyle !== 'none' || boxShadow !== 'none';
        });
        return isMarked ? 'marked' : 'unmarked';
      }),
    );
  }
  expect(stops.filter((stop) => stop === 'unmarked')).toEqual([]);
});

test('it prints on one page', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article', { name: 'Printed summary' })).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await page.emulateMedia({ media: null });
});
