import { existsSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { greyElements, makeFile } from '#lib/dicom/fixtures/make-file.ts';
import { HEALTHY } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderEchocardiogram } from '#lib/simulator/imaging/echocardiogram/render-echocardiogram.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import { lookAt } from './looks.ts';
import { openUpload, purge, readFacts, stageOf } from './picture-page.ts';
import { expect, test } from './quiet-page.ts';
import type { Upload } from './uploads.ts';

const MOMENT = { study: 0, ms: Date.UTC(2030, 2, 17) };
const file = (name: string, dicom: Uint8Array): Upload => ({
  name,
  mimeType: 'application/dicom',
  buffer: Buffer.from(dicom),
});

/** A heart that fills 55 % of the chest. */
const radiograph = (index: number) =>
  renderChestRadiograph(samplePerson(7, index), { ...HEALTHY, cardiothoracicRatio: 0.55 }, MOMENT, {
    projection: 'PA',
    shortcut: { strength: 0, marked: false },
  });

const echocardiogram = async () =>
  renderEchocardiogram(
    samplePerson(7, 1),
    { ejectionFraction: 45, endDiastolicVolume: 140, heartRate: 70, wallMotion: null },
    MOMENT,
    { dropout: 0 },
    await loadJpegEncoder(),
  );

type Place = readonly [x: number, y: number];

/** From pixels of a picture that fits its stage to pixels of the page. */
async function placer(
  stage: Locator,
  rows: number,
  columns: number,
): Promise<(column: number, row: number) => Place> {
  const box = await stage.boundingBox();
  if (!box) throw new Error('The stage is not on the page');
  const scale = Math.min(box.width / columns, box.height / rows);
  return (column, row) => [
    box.x + box.width / 2 + (column + 0.5 - columns / 2) * scale,
    box.y + box.height / 2 + (row + 0.5 - rows / 2) * scale,
  ];
}

async function drag(page: Page, places: readonly Place[]): Promise<void> {
  const [first, ...others] = places;
  if (!first) return;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const place of others) await page.mouse.move(...place);
  await page.mouse.up();
}

async function open(page: Page, files: readonly string[] | readonly Upload[]): Promise<Locator> {
  const stage = await openUpload(page, files);
  if (!stage) throw new Error('No study was found in the files');
  await expect(stage).toHaveAttribute('data-status', 'shown');
  await stage.scrollIntoViewIfNeeded();
  return stage;
}

test.beforeEach(({ page }) => page.goto('/upload').then(() => undefined));

test('the cardiothoracic ratio measured by hand is the truth within 3 %', async ({ page }) => {
  const { dicom, truth } = radiograph(1);
  const stage = await open(page, [file('chest', dicom)]);
  await expect(stage).toContainText('PA');
  const at = await placer(stage, 512, 512);
  await page.getByRole('button', { name: 'Heart width' }).click();
  // The borders as they are seen on this film: heart, then the inner edges of the ribs.
  await drag(page, [at(193, 330), at(384, 330)]);
  await drag(page, [at(86, 380), at(430, 380)]);
  const ratio = Number(await page.getByTestId('Cardiothoracic ratio').textContent());
  expect(Math.abs(ratio / truth.projectedRatio - 1)).toBeLessThan(0.03);
});

test('the ejection fraction by discs is the truth within 3 %, and the clip plays at its own rate', async ({
  page,
}) => {
  const { dicom, truth } = await echocardiogram();
  const stage = await open(page, [file('echo', dicom)]);
  const frame = page.getByTestId('frame');
  for (const [name, number, contour] of [
    ['ED trace', truth.endDiastolicFrame, truth.endDiastolicContour],
    ['ES trace', truth.endSystolicFrame, truth.endSystolicContour],
  ] as const) {
    await page.getByLabel('Frame', { exact: true }).fill(String(number + 1));
    await expect(frame).toHaveText(`${number + 1} / 48`);
    await page.getByRole('button', { name }).click();
    await stage.scrollIntoViewIfNeeded();
    const at = await placer(stage, 400, 504);
    await drag(
      page,
      contour.map(({ column, row }) => at(column, row)),
    );
    await stage.press('f');
  }
  const fraction = Number.parseFloat((await page.getByTestId('Ejection fraction').textContent()) ?? '');
  expect(Math.abs(fraction / truth.ejectionFraction - 1)).toBeLessThan(0.03);
  const volumes = (await page.getByText(/^EDV \d+ mL, ESV \d+ mL$/).textContent())
    ?.match(/\d+/g)
    ?.map(Number);
  expect(Math.abs((volumes?.[0] ?? 0) / truth.endDiastolicVolume - 1)).toBeLessThan(0.03);
  expect(Math.abs((volumes?.[1] ?? 0) / truth.endSystolicVolume - 1)).toBeLessThan(0.03);
  await expect(page.getByText('50.0 frames/s (FrameTime)')).toBeVisible();
  const before = await frame.textContent();
  await stage.press(' ');
  await expect(frame).not.toHaveText(before ?? '');
  await page.getByRole('button', { name: 'Pause' }).click();
});

const hashOf = async (page: Page) => (await readFacts(page)).firstFrame?.sha256;

test('two patients’ films in turn never mix, and nothing is left after a purge', async ({ page }) => {
  const hashes: (string | undefined)[] = [];
  for (const index of [1, 2, 1]) {
    const stage = await open(page, [file('IM0001', radiograph(index).dicom)]);
    await expect(stage).toContainText(`MRN ${samplePerson(7, index).recordNumber}`);
    hashes.push(await hashOf(page));
    await purge(page);
  }
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(hashes[1]).not.toBe(hashes[0]);
  expect(hashes[2]).toBe(hashes[0]);
});

test('everything is done by keys: window, turn, measure, list and change of keys', async ({ page }) => {
  const stage = await open(page, [file('chest', radiograph(1).dicom)]);
  await stage.focus();
  const window = page.getByTestId('window');
  const start = (await window.textContent()) ?? '';
  await stage.press(']');
  await expect(window).not.toHaveText(start);
  for (const key of ['i', 'r', 'h']) await stage.press(key);
  await expect(stage).toContainText('inverted');
  await expect(stage).toContainText('Mirrored left to right, Turned 90°');
  for (const key of ['0', 'l', 'Enter', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter'])
    await stage.press(key);
  await expect(window).toHaveText(start);
  await expect(page.getByRole('row', { name: /^Length \d/ })).toContainText('mm at the detector');
  await stage.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByRole('button', { name: 'Invert: i, change' }).click();
  await page.keyboard.press('n');
  await expect(dialog.getByRole('button', { name: 'Invert: n, change' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await stage.press('n');
  await expect(stage).toContainText('inverted');
});

test('tags are found by name, private ones are there', async ({ page }) => {
  await open(page, [file('chest', radiograph(1).dicom)]);
  await page.getByRole('button', { name: 'Tags', exact: true }).click();
  await page.getByLabel('Search by tag, keyword or value').fill('0010,0020');
  await expect(page.getByRole('row', { name: /PatientID/ })).toContainText('SIM7-000001');
});

test('a frame leaves without a name in it', async ({ page }) => {
  await open(page, [file('echo', (await echocardiogram()).dicom)]);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'This frame as PNG …' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
  expect((await saved).suggestedFilename()).toBe('picture.png');
});

test('a picture that may hold text is exported once somebody has looked', async ({ page }) => {
  const picture = { rows: 64, columns: 64, bits: 8, pixels: new Uint8Array(4096).fill(90) };
  const scan = makeFile([
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.6.1'],
    [0x00080018, 'UI', '2.25.41'],
    [0x00080060, 'CS', 'US'],
    [0x0020000d, 'UI', '2.25.42'],
    [0x0020000e, 'UI', '2.25.43'],
    ...greyElements(picture),
  ]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open(page, [file('scan', scan)]);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'This frame as PNG …' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Text may be part of this picture')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Export' })).toBeDisabled();
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
    await dialog.getByRole('checkbox').press('Space');
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export' }).press('Enter');
    expect((await saved).suggestedFilename()).toBe('picture.png');
    await purge(page);
  }
});

// SOAK=500 npm run e2e -- imaging opens and closes as often as a long day does.
const OPENINGS = Number(process.env.SOAK ?? 25);

test('many openings leave no element and little memory behind', async ({ page }) => {
  const dicom = file('chest', radiograph(1).dicom);
  const devTools = await page.context().newCDPSession(page);
  const heap = async () => {
    await devTools.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await devTools.send('Runtime.getHeapUsage');
    // Pixels lie in array buffers, which are no part of the heap itself.
    return usedSize + backingStorageSize;
  };
  test.setTimeout(60_000 + 2_000 * OPENINGS);
  await open(page, [dicom]);
  const close = page.getByRole('button', { name: 'Close the pictures' });
  const openAgain = page.getByRole('button', { name: 'Open the pictures' });
  let early = 0;
  for (let turn = 0; turn < OPENINGS; turn += 1) {
    await close.click();
    await expect(page.getByTestId('stage')).toHaveCount(0);
    if (turn === 10) early = await heap();
    await openAgain.click();
    await expect(stageOf(page)).toHaveAttribute('data-status', 'shown');
  }
  await close.click();
  // Each film is half a megabyte of pixels: thirty kept ones would show.
  expect((await heap()) - early).toBeLessThan(30 * 2 ** 20);
  expect(await page.locator('canvas').count()).toBe(0);
});

const CINE = join('..', 'shared', 'data', 'dicom', 'pydicom', 'test_files', 'examples_ybr_color.dcm');

test('a real apical cine plays at its own rate', async ({ page }) => {
  test.skip(!existsSync(CINE), 'The public DICOM files are not beside this checkout (../shared/data/dicom)');
  await open(page, [CINE]);
  await expect(page.getByText('30.0 frames/s (FrameTime)')).toBeVisible();
  expect((await readFacts(page)).frames).toBe(30);
});

test('the viewer: no accessibility violation, nothing cut off, in both themes and on a phone', async ({
  page,
}) => {
  const { dicom } = await echocardiogram();
  const stage = await open(page, [file('echo', dicom), file('chest', radiograph(1).dicom)]);
  await stage.press('l');
  for (const key of ['Enter', 'Enter', 'Shift+ArrowRight', 'Enter']) await stage.press(key);
  await expect(page.getByRole('region', { name: 'Measurements' })).toBeVisible();
  await lookAt(page, 'viewer');
});
