import type { Page } from '@playwright/test';
import { greyElements, type Made, makeFile, sequence } from '#lib/dicom/fixtures/make-file.ts';
import { dicomFile } from './dicom-files.ts';
import { showPictures, stageOf } from './picture-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, type Upload } from './uploads.ts';

const WORDS = (values: readonly number[]) => new Uint8Array(Int16Array.from(values).buffer);
const IDS = (number: string): Made[] => [
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'],
  [0x00080018, 'UI', '2.25.21.1'],
  [0x00080060, 'CS', 'CT'],
  [0x00100020, 'LO', number],
  [0x0020000d, 'UI', '2.25.21'],
  [0x0020000e, 'UI', '2.25.21.2'],
];

/** 40 × 40 pixels of one value in each frame. */
const made = (values: readonly number[], extra: readonly Made[], number = 'PLANES-1'): Upload => {
  const pixels = WORDS(values.flatMap((value) => Array<number>(1600).fill(value)));
  const frames: Made[] = values.length > 1 ? [[0x00280008, 'IS', String(values.length)]] : [];
  const size = { rows: 40, columns: 40, bits: 16, pixels };
  return dicomFile(`made-${number}`, makeFile(greyElements(size, [...IDS(number), ...frames, ...extra])));
};

async function open(page: Page, files: readonly Upload[], nth = 0) {
  await page.goto('/upload');
  await choose(page, files);
  await showPictures(page, nth);
  const stage = stageOf(page);
  await expect(stage).toHaveAttribute('data-status', 'shown', { timeout: 60_000 });
  return stage;
}

/** Opaque pixels on the canvas of shutter and overlay planes. */
const marked = (page: Page) =>
  page.getByTestId('planes').evaluate((canvas: HTMLCanvasElement) => {
    if (canvas.width === 0) return 0;
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return Array.from(data).filter((alpha, i) => i % 4 === 3 && alpha === 255).length;
  });

test('an overlay plane and a shutter lie over the picture, and a key hides them', async ({ page }) => {
  const plane: Made[] = [
    [0x60000010, 'US', [40]],
    [0x60000011, 'US', [40]],
    [0x60000050, 'SS', WORDS([1, 1])],
    [0x60000100, 'US', [1]],
    [0x60001500, 'LO', 'Marks'],
    [0x60003000, 'OW', new Uint8Array(200).fill(0xf0)],
  ];
  const shutter: Made[] = [
    [0x00181600, 'CS', 'CIRCULAR'],
    [0x00181610, 'IS', '20\\20'],
    [0x00181612, 'IS', '15'],
  ];
  const stage = await open(page, [made([500], [...shutter, ...plane])]);
  await expect(page.getByTestId('planes-label')).toHaveText('An overlay plane (Marks) and a shutter, drawn');
  await expect.poll(() => marked(page)).toBeGreaterThan(1000);
  await stage.press('u');
  await expect(page.getByTestId('planes-label')).toHaveText('An overlay plane (Marks) and a shutter, hidden');
  await expect.poll(() => marked(page)).toBe(0);
});

test('each frame has its own values, window and scale', async ({ page }) => {
  const frame = (intercept: string, center: string, mm: string): Made[] => [
    [
      0x00289145,
      'SQ',
      sequence([
        [
          [0x00281052, 'DS', intercept],
          [0x00281053, 'DS', '1'],
          [0x00281054, 'LO', 'HU'],
        ],
      ]),
    ],
    [
      0x00289132,
      'SQ',
      sequence([
        [
          [0x00281050, 'DS', center],
          [0x00281051, 'DS', '400'],
        ],
      ]),
    ],
    [0x00289110, 'SQ', sequence([[[0x00280030, 'DS', `${mm}\\${mm}`]]])],
  ];
  const groups = sequence([frame('-1024', '40', '1'), frame('0', '1000', '2')]);
  const stage = await open(page, [made([1064, 1064], [[0x52009230, 'SQ', groups]])]);
  await expect(page.getByTestId('window')).toHaveText('C 40 W 400');
  for (const key of ['o', 'Enter', 'Enter']) await stage.press(key);
  const value = page.getByRole('row', { name: /^Value/ });
  await expect(value).toContainText('40 HU');
  await stage.press('.');
  await expect(page.getByTestId('window')).toHaveText('C 1000 W 400');
  await stage.press('Enter');
  await expect(value.last()).toContainText('1064 HU');
});

test('two persons’ pictures under one SOP Instance UID are both listed, marked and not measured', async ({
  page,
}) => {
  const stage = await open(page, [made([1], [], 'PLANES-1'), made([2], [], 'PLANES-2')], 1);
  await expect(page.getByText('name different patients').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the pictures' })).toHaveCount(1);
  await expect(stage.getByRole('alert')).toContainText('Not known to be this patient’s picture');
  await expect(page.getByRole('button', { name: 'Length', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Export' })).toHaveCount(0);
  for (const key of ['l', 'Enter', 'Enter', 'Shift+ArrowRight', 'Enter']) await stage.press(key);
  await expect(page.getByRole('row', { name: /^Length/ })).toHaveCount(0);
});
