import { readFile } from 'node:fs/promises';
import { makeVideo } from '#lib/dicom/fixtures/make-video.ts';
import { dicomFile } from './dicom-files.ts';
import { expectAccessible } from './looks.ts';
import { openUpload } from './picture-page.ts';
import { expect, test } from './quiet-page.ts';

test('a video is refused by the name of its codec, and saved as it is', async ({ page }) => {
  const stream = Buffer.from(`\0\0\0\x18ftypisom${'film'.repeat(200)}`, 'latin1');
  await page.goto('/upload');
  const stage = await openUpload(page, [
    dicomFile('film', makeVideo('1.2.840.10008.1.2.4.102', [stream.subarray(0, 100), stream.subarray(100)])),
  ]);
  if (!stage) throw new Error('No study was found in the file');
  await expect(stage).toHaveAttribute('data-status', 'refused');
  await expect(stage.getByTestId('reason')).toContainText('MPEG-4 AVC/H.264 High Profile');
  await expect(page.getByText('The saved video may name the patient')).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the video' }).press('Enter');
  const file = await saved;
  expect(file.suggestedFilename()).toBe('video.mp4');
  expect(await readFile(await file.path())).toEqual(stream);
});
