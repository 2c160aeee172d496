import type { Locator, Page } from '@playwright/test';
import { makeVideo } from '#lib/dicom/fixtures/make-video.ts';
import { BANDS, FILM_SIZE, frameNumber } from '#lib/dicom/fixtures/numbered-frame.ts';
import { filmBytes } from '#lib/dicom/fixtures/read-film.ts';
import { dicomFile } from './dicom-files.ts';
import { openUpload } from './picture-page.ts';
import { expect, test } from './quiet-page.ts';

const H264 = '1.2.840.10008.1.2.4.102';
const HEVC = '1.2.840.10008.1.2.4.107';
const MPEG2 = '1.2.840.10008.1.2.4.100';
/** Lossy compression leaves pure colours a few levels off. */
const near = (value: number) => expect.closeTo(value, -1);
const STATED = { ...FILM_SIZE, frames: 60 };

async function openFilm(page: Page, name: string, syntax = H264, stated = STATED): Promise<Locator> {
  await page.goto('/upload');
  const stage = await openUpload(page, [dicomFile('film', makeVideo(syntax, [filmBytes(name)], stated))]);
  if (!stage) throw new Error('No study was found in the file');
  return stage;
}

/** RGB of what the canvas shows at some pixels of the film, each `aspect` times as high as wide. */
const paintedPixels = (
  page: Page,
  aspect: number,
  points: readonly (readonly [x: number, y: number])[],
): Promise<number[][]> =>
  page.getByTestId('picture').evaluate(
    (canvas, { columns, rows, aspect: tall, at }) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('No canvas');
      const { width, height } = canvas;
      const scale = Math.min(width / columns, height / (rows * tall));
      const [left, top] = [(width - columns * scale) / 2, (height - rows * tall * scale) / 2];
      const context = canvas.getContext('2d');
      return at.map(([x, y]) => {
        const [px, py] = [left + (x + 0.5) * scale, top + (y + 0.5) * tall * scale];
        return [...(context?.getImageData(px, py, 1, 1).data ?? [])].slice(0, 3);
      });
    },
    { ...FILM_SIZE, aspect, at: points },
  );

async function paintedFrame(page: Page, aspect: number): Promise<number> {
  const grey = (await paintedPixels(page, aspect, BANDS)).map(([red = 0]) => red);
  return frameNumber(grey);
}

const shownFrame = async (page: Page): Promise<number> =>
  Number((await page.getByTestId('frame').textContent())?.split(' / ')[0]) - 1;

for (const [name, aspect] of [
  ['h264.mp4', 1],
  ['h264-wide-pixels.mpegts', 3 / 4],
  ['h264-fields.mpegts', 1],
] as const)
  test(`a film shows the frame whose number it names: ${name}`, async ({ page }) => {
    const stage = await openFilm(page, name);
    await expect(stage).toHaveAttribute('data-status', 'shown');
    await expect(page.getByText('25.0 frames/s (the film itself)')).toBeVisible();
    const [red, green, blue] = await paintedPixels(page, aspect, [
      [20, 48],
      [64, 48],
      [108, 48],
    ]);
    expect(red).toEqual([near(255), near(0), near(0)]);
    expect(green).toEqual([near(0), near(255), near(0)]);
    expect(blue).toEqual([near(0), near(0), near(255)]);
    const slider = page.getByRole('slider', { name: 'Frame' });
    for (const frame of [0, 59, 17, 24, 23, 25, 1, 48, 47, 46, 31]) {
      await slider.fill(String(frame + 1));
      await expect.poll(() => shownFrame(page)).toBe(frame);
      expect(await paintedFrame(page, aspect)).toBe(frame);
    }
    await page.getByRole('button', { name: 'Next frame' }).click();
    await expect.poll(() => shownFrame(page)).toBe(32);
    expect(await paintedFrame(page, aspect)).toBe(32);
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => shownFrame(page)).toBeGreaterThan(45);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect.poll(async () => (await paintedFrame(page, aspect)) === (await shownFrame(page))).toBe(true);
    await page.screenshot({ path: `test-results/screenshots/${name}.png`, fullPage: true });
  });

test('a film that hides its first frames begins after them', async ({ page }) => {
  await openFilm(page, 'h264-cut.mp4', H264, { ...STATED, frames: 47 });
  await expect(page.getByText('The film hides its first 13 frames')).toBeVisible();
  await expect(page.getByTestId('frame')).toHaveText('1 / 47');
  expect(await paintedFrame(page, 1)).toBe(13);
});

test('a film with 10 bits is shown, or the reason why not', async ({ page }) => {
  const stage = await openFilm(page, 'h264-10-bits.mp4');
  if ((await stage.getAttribute('data-status')) === 'shown') expect(await paintedFrame(page, 1)).toBe(0);
  else await expect(stage.getByTestId('reason')).toContainText('could not be decoded');
});

test('a film that contradicts its header says so', async ({ page }) => {
  await openFilm(page, 'h264.mp4', H264, { ...STATED, frames: 25 });
  await expect(
    page.getByText('The header says 25 frames, the film has 60: those of the film are shown.'),
  ).toBeVisible();
});

test('a film that the browser does not decode is refused by name', async ({ page }) => {
  const mpeg2 = await openFilm(page, 'mpeg2.mpg', MPEG2);
  await expect(mpeg2.getByTestId('reason')).toContainText('No browser decodes MPEG-2');
  const hevc = await openFilm(page, 'hevc.mp4', HEVC);
  if ((await hevc.getAttribute('data-status')) === 'refused')
    await expect(hevc.getByTestId('reason')).toContainText('This browser does not decode HEVC/H.265');
  else expect(await paintedFrame(page, 1)).toBe(0);
});
