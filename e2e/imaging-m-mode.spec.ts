import { dicomFile, echocardiogram, person } from './dicom-files.ts';
import { expectAccessible } from './looks.ts';
import { openUpload } from './picture-page.ts';
import { expect, test } from './quiet-page.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test(`an M-mode is placed, read and closed by keys, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (colorScheme === 'dark') await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/upload');
    const stage = await openUpload(page, [dicomFile('echo', await echocardiogram(person(1)))]);
    if (!stage) throw new Error('No study was found in the file');
    await expect(stage).toHaveAttribute('data-status', 'shown');
    const keys = ['Shift+M', 'Enter', 'Enter', ...Array<string>(6).fill('Shift+ArrowDown'), 'Enter'];
    for (const key of keys) await stage.press(key);
    const panel = page.getByRole('region', { name: 'M-mode', exact: true });
    const picture = panel.getByTestId('m-mode');
    await expect(picture).toBeVisible();
    await expect(panel).toContainText('Time: FrameTime. Depth: scale of the ultrasound region.');
    const frames = Number(await page.getByLabel('Frame', { exact: true }).getAttribute('max'));
    const rate = Number(
      (await page.getByText(/frames\/s \(FrameTime\)/).textContent())?.match(/^[\d.]+/)?.[0],
    );
    const seconds = frames / rate;
    const shades = await picture.evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return { columns: canvas.width / 4, greys: new Set(data).size };
    });
    expect(shades.columns).toBe(frames);
    expect(shades.greys).toBeGreaterThan(20);
    const length = (await page.getByRole('row', { name: /^M-mode line/ }).textContent())?.match(
      /[\d.]+ mm/,
    )?.[0];
    // The caliper begins as the whole picture: all frames at the rate of the clip, and the length of the line.
    const between = panel.getByRole('row', { name: /^Between/ });
    await expect(between).toHaveText(`Between${seconds.toFixed(3)}${length?.replace(' mm', '')}`);
    await panel.getByLabel('To: time').press('Home');
    await panel.getByLabel('To: time').press('ArrowRight');
    await expect(between).toContainText('0.001');
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    if (!box) throw new Error('The M-mode is not on the page');
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 4);
    await page.mouse.down();
    await page.mouse.move(box.x + (3 * box.width) / 4, box.y + box.height / 2);
    await page.mouse.up();
    const half = await between.getByRole('cell').first().textContent();
    expect(Math.abs(Number(half) - seconds / 2)).toBeLessThan(0.01);
    await expectAccessible(page);
    await panel.getByRole('button', { name: 'Close the M-mode' }).press('Enter');
    await expect(panel).toHaveCount(0);
    await expect(page.getByRole('row', { name: /^M-mode line/ })).toHaveCount(0);
  });
