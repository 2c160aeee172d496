import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import type { Patient } from 'fhir/r4';
import { dicomFile, echocardiogram, person, personOf, radiograph, tinyFile } from './dicom-files.ts';
import { lookAt } from './looks.ts';
import { verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, simulatedBundle } from './uploads.ts';

test.beforeEach(({ page }) => page.goto('/upload').then(() => undefined));

const zipFile = (name: string, files: Record<string, Uint8Array>) => ({
  name,
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync(files, { level: 1 })),
});
const picturesOf = (page: Page, index: number): Locator =>
  page.getByRole('region', { name: `Pictures of ${person(index).family}, ${person(index).given}` });

test('two patients’ files in turn, with a purge between, never mix', async ({ page }) => {
  for (const index of [0, 1]) {
    await choose(page, [dicomFile('IM0001', radiograph(person(index)))]);
    await expect(picturesOf(page, index)).toContainText(`Patient ID ${person(index).recordNumber}`);
    // One study alone opens by itself. The name as the picture's own file gives it, on the picture.
    const pane = picturesOf(page, index)
      .getByRole('button', { name: /^Reset/ })
      .first();
    await expect(pane).toBeVisible({ timeout: 60_000 });
    await expect(picturesOf(page, index)).toContainText(person(index).recordNumber);
    await expect(page.getByRole('main')).not.toContainText(person(1 - index).family);
    await page.getByRole('button', { name: 'Purge from memory' }).click();
    await expect(page.getByRole('main')).not.toContainText(person(index).family);
  }
});

test('a zip of charts and pictures is sorted by patient, and a chart shows the pictures of its own number', async ({
  page,
}) => {
  const bundle = simulatedBundle(3);
  const patient = bundle.entry?.find(({ resource }) => resource?.resourceType === 'Patient')
    ?.resource as Patient;
  await choose(page, [
    zipFile('disc.zip', {
      'chart.json': new TextEncoder().encode(JSON.stringify(bundle)),
      'a/own': radiograph(personOf(patient, 5)),
      'a/other': radiograph(person(6)),
    }),
  ]);
  await expect(page.getByRole('heading', { name: 'DICOM files: 2 patients, 2 files' })).toBeVisible();
  await expect(picturesOf(page, 6).getByRole('button', { name: 'Open the chart' })).toHaveCount(0);
  await picturesOf(page, 5).getByRole('button', { name: 'Open the chart' }).click();
  await verdict(page);
  const own = page.getByRole('region', { name: 'Pictures in the same files' });
  await expect(own).toContainText(person(5).family);
  await expect(own).not.toContainText(person(6).family);
});

test('thousands of files are read with progress, can be cancelled, and are read again', async ({ page }) => {
  const files = Object.fromEntries(Array.from({ length: 2500 }, (_, k) => [`s/${k}`, tinyFile(k)]));
  const zip = zipFile('many.zip', files);
  await choose(page, [zip, dicomFile('IM1', radiograph(person(0)))]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Tiny');
  await choose(page, [zip]);
  await expect(page.getByRole('heading', { name: 'DICOM files: 1 patient, 2,500 files' })).toBeVisible({
    timeout: 60_000,
  });
});

test('de-identification: nothing leaves the browser, no name is in the copies, and every change is in the report', async ({
  page,
  baseURL,
}) => {
  const [first, second] = [person(2), person(4)];
  const sent: string[] = [];
  page.context().on('request', (request) => {
    const { origin, pathname, protocol } = new URL(request.url());
    const isStatic = /^\/(_next\/static\/.+|models(\/.+)?|upload|sw\.js|offline\.(html|css)|icon\.svg)$/.test(
      pathname,
    );
    const isOwn = protocol === 'blob:' || (origin === baseURL && isStatic);
    if (!isOwn || request.method() !== 'GET' || request.postDataBuffer() !== null) sent.push(request.url());
  });
  await choose(page, [
    dicomFile('Rowan.dcm', radiograph(first)),
    dicomFile('echo', await echocardiogram(second)),
  ]);
  await page.getByRole('button', { name: 'De-identify all' }).click();
  await page.getByLabel('Move all of a patient back').check();
  await page.getByRole('button', { name: /^De-identify 2/ }).click();
  await expect(page.getByRole('status')).toContainText('2 files of 2 de-identified', { timeout: 60_000 });

  const archive = unzipSync(new Uint8Array(await readFile(await saved(page, 'Save the copies (zip)'))));
  expect(Object.keys(archive).map((name) => name.replace(/^ANON-\w+/, 'ANON'))).toEqual(
    Array(2).fill('ANON/study-0001/series-0001/0001.dcm'),
  );
  for (const bytes of Object.values(archive)) {
    const text = Buffer.from(bytes).toString('latin1');
    for (const { family, given, recordNumber } of [first, second])
      for (const secret of [family, given, recordNumber, '19500203', 'Simulated Hospital'])
        expect(text.includes(secret)).toBe(false);
  }
  const report = await readFile(await saved(page, 'Save the report (CSV)'), 'utf8');
  expect(report).toContain(`${first.family}^${first.given}`);
  expect(report).toContain('"blanked"');
  await expect(page.getByRole('table', { name: /^Attributes touched/ })).toContainText('Patient ID');
  expect(sent).toEqual([]);
});

test('what is measured in a picture is saved as FHIR, DICOM SR and JSON, and each opens again', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 1800 });
  await choose(page, [dicomFile('IM1', radiograph(person(8)))]);
  const stage = page.getByTestId('stage');
  await expect(stage).toHaveAttribute('data-status', 'shown', { timeout: 60_000 });
  const box = await stage.boundingBox();
  if (!box) throw new Error('no stage');
  for (const [tool, from, to, y] of [
    ['Heart width', 0.4, 0.6, 0.6],
    ['Chest width', 0.3, 0.7, 0.7],
  ] as const) {
    await page.getByRole('button', { name: tool }).click();
    await page.mouse.move(box.x + from * box.width, box.y + y * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + to * box.width, box.y + y * box.height, { steps: 5 });
    await page.mouse.up();
  }
  const ratio = Number(await page.getByTestId('Cardiothoracic ratio').textContent());
  expect(ratio).toBeGreaterThan(0.4);
  const files: string[] = [];
  for (const format of ['FHIR Observations', 'DICOM SR', 'JSON']) files.push(await saved(page, format));
  const [fhir = '', structured = '', json = ''] = files;

  await page.getByRole('button', { name: 'Purge from memory' }).click();
  await choose(page, [dicomFile('report.dcm', await readFile(structured))]);
  await expect(page.getByRole('table', { name: /^Measurements in report\.dcm/ })).toContainText(
    new RegExp(`Cardiothoracic ratio ?${String(ratio).slice(0, 4)}`),
  );
  for (const file of [fhir, json]) {
    await choose(page, [{ name: 'm.json', mimeType: 'application/json', buffer: await readFile(file) }]);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(person(8).family);
    await page.getByRole('button', { name: 'Purge from memory' }).click();
  }
});

async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return (await download).path();
}

test('bad files are named with their reasons, and the others are shown', async ({ page }) => {
  const good = radiograph(person(0));
  await choose(page, [
    dicomFile('cut.dcm', good.slice(0, 400)),
    dicomFile('letter.txt', new TextEncoder().encode('Dear colleague')),
    {
      name: 'damaged.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zipSync({ a: good })).subarray(0, 900),
    },
    dicomFile('good', good),
  ]);
  await expect(picturesOf(page, 0)).toBeVisible();
  const reasons = page.getByRole('region', { name: 'What was left out, and why' });
  for (const name of ['cut.dcm', 'letter.txt', 'damaged.zip']) await expect(reasons).toContainText(name);
});

test('pictures and de-identification by keyboard: no violation, nothing cut off, in both themes and on a phone', async ({
  page,
}) => {
  await choose(page, [dicomFile('a', radiograph(person(0))), dicomFile('b', radiograph(person(1)))]);
  await picturesOf(page, 0).getByRole('button', { name: 'De-identify' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^De-identify 1/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('1 file of 1 de-identified');
  await lookAt(page, 'de-identified');
});
