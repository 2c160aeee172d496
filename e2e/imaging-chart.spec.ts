import type { Page } from '@playwright/test';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { dicomFile, person, radiograph } from './dicom-files.ts';
import { comeTo, openPart, openPatient, verdict } from './patient-page.ts';
import { stageOf } from './picture-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, imagedMember, jsonFile } from './uploads.ts';

const REFUSED = 'sent another picture than the one asked for';
const panelOf = (page: Page) => page.getByRole('region', { name: /^Imaging/ });

test('a chart shows its pictures in small, and a key opens one', async ({ page }) => {
  const asked = new Map<string, number>();
  page.on('request', (request) => {
    const url = request.url();
    if (url.includes('/api/dicomweb/')) asked.set(url, (asked.get(url) ?? 0) + 1);
  });
  await openPatient(page);
  await openPart(page, 'Pictures');
  const panel = panelOf(page);
  await expect(panel).toBeVisible();
  // The networks may have asked for theirs by now; a small picture waits until it is scrolled to.
  const thumbnails = panel.getByTestId('thumbnail');
  await expect(thumbnails.first()).toHaveAttribute('data-status', 'waiting');
  for (const thumbnail of await thumbnails.all()) {
    await comeTo(thumbnail);
    await expect(thumbnail).toHaveAttribute('data-status', 'shown');
  }
  expect(asked.size).toBe(await thumbnails.count());
  const shades = await thumbnails
    .first()
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return new Set(Array.from(data).filter((_, i) => i % 4 === 0)).size;
    });
  expect(shades).toBeGreaterThan(20);
  await panel
    .getByRole('button', { name: /^Open (DX|CR|US)/ })
    .last()
    .press('Enter');
  await expect(stageOf(page)).toHaveAttribute('data-status', 'shown');
  // Large it is the file that its small picture came from; the networks' reader, in its own worker, asks once more.
  expect(asked.size).toBe(await thumbnails.count());
  expect(Math.max(...asked.values())).toBeLessThanOrEqual(2);
  await seeWhere(page);
});

/** A finding's map is laid over its picture, says how far it explains the reading, and goes by a key. */
async function seeWhere(page: Page): Promise<void> {
  const where = page.getByRole('button', { name: 'Where: cardiothoracic ratio' });
  await comeTo(where);
  await where.press('Enter');
  const map = page.getByTestId('finding-map');
  await expect(map).toBeVisible({ timeout: 30_000 });
  await expect(where).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('region', { name: 'Where: cardiothoracic ratio' })).toContainText(
    /The cells explain 100\s% of the difference/,
  );
  await page.keyboard.press('Escape');
  await expect(map).toHaveCount(0);
  await expect(where).toHaveAttribute('aria-pressed', 'false');
}

test('a picture that is not the one asked for is shown neither in small nor large', async ({ page }) => {
  const other = radiograph(person(3));
  await page.route('**/api/dicomweb/**', (route) =>
    route.fulfill({ contentType: 'application/dicom', body: Buffer.from(other) }),
  );
  await openPatient(page);
  await openPart(page, 'Pictures');
  const panel = panelOf(page);
  const thumbnail = panel.getByTestId('thumbnail').first();
  await comeTo(thumbnail);
  await expect(thumbnail).toHaveAttribute('data-status', 'refused');
  await expect(thumbnail).toContainText(REFUSED);
  await panel.getByRole('button', { name: 'Open the pictures' }).click();
  await expect(stageOf(page)).toHaveAttribute('data-status', 'refused');
  await expect(stageOf(page).getByTestId('reason')).toContainText(REFUSED);
  await expect(page.getByRole('main')).not.toContainText(person(3).family);
});

test('an uploaded chart asks no archive: pictures come from the files chosen or not at all', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url());
  });
  const { bundle, studies } = imagedMember();
  const [film] = studies;
  if (!film) throw new Error('This person was never imaged');
  const chart = jsonFile('chart.json', bundle);
  await page.goto('/upload');
  await choose(page, [chart]);
  await verdict(page);
  await openPart(page, 'Pictures');
  const panel = panelOf(page);
  const absent = panel.getByText('The pictures of this study are not among the files chosen.');
  await comeTo(panel);
  await expect(absent).toHaveCount(studies.length);
  await expect(panel.getByRole('button', { name: /^Open/ })).toHaveCount(0);
  await expect(panel.getByRole('link')).toHaveCount(0);
  await expect(panel.getByTestId('thumbnail')).toHaveCount(0);

  await page.getByRole('button', { name: 'Purge from memory' }).click();
  await choose(page, [chart, dicomFile('film', renderStudy(film, await loadJpegEncoder()))]);
  await page.getByRole('button', { name: 'Open the chart' }).click();
  await openPart(page, 'Pictures');
  await expect(absent).toHaveCount(studies.length - 1);
  await expect(panel.getByText('under “Pictures in the same files”')).toHaveCount(1);
  const own = page.getByRole('region', { name: 'Pictures in the same files' });
  await own.getByRole('button', { name: 'Open the pictures' }).click();
  await expect(stageOf(page)).toHaveAttribute('data-status', 'shown');
  expect(asked).toEqual([]);
});

test.describe('on a dense screen, by touch', () => {
  test.use({ deviceScaleFactor: 2, hasTouch: true });

  test('the picture has a pixel for each of the screen’s, and two fingers zoom it', async ({ page }) => {
    await openPatient(page);
    await openPart(page, 'Pictures');
    await panelOf(page).getByRole('button', { name: 'Open the pictures' }).tap();
    const stage = stageOf(page);
    await expect(stage).toHaveAttribute('data-status', 'shown');
    await stage.scrollIntoViewIfNeeded();
    const canvas = page.getByTestId('picture');
    const size = await canvas.evaluate(({ width, height, clientWidth, clientHeight }: HTMLCanvasElement) => ({
      drawn: [width, height],
      wanted: [2 * clientWidth, 2 * clientHeight],
    }));
    expect(size.drawn).toEqual(size.wanted);
    const lengthOfLine = async (): Promise<number> => {
      const points = (await page.locator('svg[aria-hidden] polyline').first().getAttribute('points')) ?? '';
      const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = []] = points
        .split(' ')
        .map((p) => p.split(',').map(Number));
      return Math.hypot(x1 - x0, y1 - y0);
    };
    await page.getByRole('button', { name: 'Length' }).tap();
    const box = await stage.boundingBox();
    if (!box) throw new Error('The stage is not on the page');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    for (const dx of [-60, 60]) await page.touchscreen.tap(x + dx, y);
    expect(await lengthOfLine()).toBeCloseTo(120, 0);
    await pinch(page, [x, y], 80, 160);
    expect(await lengthOfLine()).toBeCloseTo(240, -1);
  });
});

/** Two fingers that move apart, each by real touch events of the browser. */
async function pinch(page: Page, [x, y]: readonly [number, number], from: number, to: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: x - apart / 2, y: y + 90, id: 1 },
    { x: x + apart / 2, y: y + 90, id: 2 },
  ];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(from) });
  for (let step = 1; step <= 8; step += 1)
    await session.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: fingers(from + ((to - from) * step) / 8),
    });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
