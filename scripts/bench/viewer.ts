import { type Browser, chromium, type Page } from '@playwright/test';
import { writePart10 } from '#lib/simulator/imaging/dicom/write-part10.ts';
import { filmHeart } from '#lib/simulator/imaging/echocardiogram/film-heart.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { HEIGHT, WIDTH } from '#lib/simulator/imaging/echocardiogram/screen.ts';
import { openUpload, purge, stageOf } from '../../e2e/picture-page.ts';
import type { Upload } from '../../e2e/uploads.ts';
import { findChromium } from '../chromium.ts';
import { summary } from './median.ts';

const RUNS = 7;
const [ROWS, COLUMNS] = [2500, 2048];
const FRAMES = 60;
const FRAME_MS = 1000 / 30;
const WATCH_MS = 4000;

const common = (index: number, modality: string, sopClass: string) => ({
  SOPClassUID: sopClass,
  SOPInstanceUID: `2.25.${index}1`,
  StudyInstanceUID: `2.25.${index}2`,
  SeriesInstanceUID: `2.25.${index}3`,
  PatientName: 'Bench^Picture',
  PatientID: `BENCH${index}`,
  Modality: modality,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  PixelRepresentation: 0,
});

const file = (name: string, dicom: Uint8Array): Upload => ({
  name,
  mimeType: 'application/dicom',
  buffer: Buffer.from(dicom),
});

/** A smooth picture with some structure, 12 bits in 16. */
function radiograph(index: number): Upload {
  const words = Uint16Array.from({ length: ROWS * COLUMNS }, (_, i) => {
    const [x, y] = [i % COLUMNS, Math.floor(i / COLUMNS)];
    return Math.round(2048 + 1500 * Math.sin(x / 90) * Math.cos(y / 70) + ((x * 7 + y * 13 + index) % 61));
  });
  const dataset = {
    ...common(index, 'DX', '1.2.840.10008.5.1.4.1.1.1.1'),
    Rows: ROWS,
    Columns: COLUMNS,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
  };
  return file(`film${index}`, writePart10(dataset, { kind: 'words', words }));
}

/** A simulated apical view: speckle compresses as that of a real machine does, unlike noise or a smooth pattern. */
async function filmFrames(): Promise<readonly Uint8Array[]> {
  const encode = await loadJpegEncoder();
  const heart = { ejectionFraction: 45, endDiastolicVolume: 140, heartRate: 38, wallMotion: null };
  const key = { seed: 1, index: 1, study: 0 };
  const film = filmHeart(key, heart, { dropout: 0.3 }, (picture) => encode(picture, WIDTH, HEIGHT));
  return film.frames.slice(0, FRAMES);
}

function clip(index: number, frames: readonly Uint8Array[]): Upload {
  const dataset = {
    ...common(index, 'US', '1.2.840.10008.5.1.4.1.1.3.1'),
    Rows: HEIGHT,
    Columns: WIDTH,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    NumberOfFrames: String(frames.length),
    FrameTime: FRAME_MS.toFixed(3),
  };
  return file(`clip${index}`, writePart10(dataset, { kind: 'jpeg', frames }));
}

/** From the press of the button to the picture on the screen, in ms; the viewer's code is there already. */
async function firstPixel(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Open the pictures',
        );
        const start = performance.now();
        const look = () => {
          if (document.querySelector('[data-testid="stage"][data-status="shown"]'))
            requestAnimationFrame(() => resolve(performance.now() - start));
          else requestAnimationFrame(look);
        };
        button?.click();
        look();
      }),
  );
}

async function timeOpening(page: Page, uploads: readonly Upload[]): Promise<number[]> {
  const times: number[] = [];
  for (const upload of uploads) {
    const stage = await openUpload(page, [upload]);
    if (!stage) throw new Error(`${upload.name} was not taken`);
    await page.getByRole('button', { name: 'Close the pictures' }).first().click();
    times.push(await firstPixel(page));
    await purge(page);
  }
  return times;
}

/** How many frames of the screen per second show another text than the one before, in the element that is drawn last. */
const changesPerSecond = (page: Page, testId: string): Promise<number> =>
  page.evaluate(
    ([id, ms]) =>
      new Promise<number>((resolve) => {
        const textOf = () => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '';
        const start = performance.now();
        let [changes, last] = [0, textOf()];
        const look = (now: number) => {
          const text = textOf();
          if (text !== last) changes += 1;
          last = text;
          if (now - start < ms) requestAnimationFrame(look);
          else resolve(Math.round((changes * 10_000) / (now - start)) / 10);
        };
        requestAnimationFrame(look);
      }),
    [testId, WATCH_MS] as const,
  );

async function cineRate(page: Page, frames: readonly Uint8Array[]): Promise<number> {
  await openUpload(page, [clip(90, frames)]);
  await page.getByText(/^30\.0 frames\/s \(FrameTime\)$/).waitFor();
  await stageOf(page).press(' ');
  const rate = await changesPerSecond(page, 'frame');
  await purge(page);
  return rate;
}

/** Drags the pointer over a picture, one move per frame of the screen as a mouse makes them, until the page goes. */
const dragOn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const stage = document.querySelector('[data-testid="stage"]');
    const fire = (type: string, x: number) =>
      stage?.dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: 300 + x, clientY: 300 }),
      );
    Element.prototype.setPointerCapture = () => {};
    fire('pointerdown', 0);
    let moves = 0;
    const step = () => {
      moves += 1;
      fire('pointermove', 100 * Math.sin(moves / 10));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });

async function dragRate(page: Page): Promise<number> {
  await openUpload(page, [radiograph(91)]);
  await dragOn(page);
  return changesPerSecond(page, 'window');
}

/** Times the viewer of a running server in Chromium, drawing on the CPU. */
export async function benchViewer(origin: string) {
  const browser: Browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
    await page.goto(`${origin}/upload`);
    const films = Array.from({ length: RUNS }, (_, i) => radiograph(i + 1));
    const frames = await filmFrames();
    const clips = Array.from({ length: RUNS }, (_, i) => clip(i + 50, frames));
    return {
      radiographFirstPixelMs: summary(await timeOpening(page, films)),
      clipFirstPixelMs: summary(await timeOpening(page, clips)),
      cineFramesPerSecond: await cineRate(page, frames),
      windowDragFramesPerSecond: await dragRate(page),
      bars: {
        radiographFirstPixelMs: 250,
        clipFirstPixelMs: 120,
        cineFramesPerSecond: 0.95 * (1000 / FRAME_MS),
        windowDragFramesPerSecond: 50,
      },
    };
  } finally {
    await browser.close();
  }
}
