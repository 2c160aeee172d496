// Draws the pictures of docs/simulator: each imaging modality along its latents. With a folder as argument, also writes
// there the DICOM files of the first five patients of a cohort, for a look in any viewer.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { drawChestFindings } from '#lib/simulator/imaging/chest-radiograph/draw-chest-findings.ts';
import { type ChestFindings, HEALTHY, type Lobe } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { projectChest } from '#lib/simulator/imaging/chest-radiograph/project-chest.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { SCANNERS } from '#lib/simulator/imaging/chest-radiograph/scanner.ts';
import type { Build } from '#lib/simulator/imaging/chest-radiograph/torso.ts';
import { drawEchoFindings } from '#lib/simulator/imaging/echocardiogram/draw-echo-findings.ts';
import { filmHeart } from '#lib/simulator/imaging/echocardiogram/film-heart.ts';
import type { EchoFindings } from '#lib/simulator/imaging/echocardiogram/findings.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderEchocardiogram } from '#lib/simulator/imaging/echocardiogram/render-echocardiogram.ts';
import { HEIGHT, WIDTH } from '#lib/simulator/imaging/echocardiogram/screen.ts';
import { imagedPerson } from '#lib/simulator/imaging/imaged-person.ts';
import { type ChartContent, simulateChart } from '#lib/simulator/patient.ts';
import { diagnosisNames } from '#lib/simulator/similarity/diagnoses.ts';
import { drawSimilarityPatient } from '#lib/simulator/similarity/draw-latents.ts';
import { similarityPerson } from '#lib/simulator/similarity/person.ts';
import { chestFindings } from '#lib/simulator/similarity/plan-radiograph.ts';

const FOLDER = 'docs/simulator';
const COLUMNS = 5;
/** 64 greys are enough to the eye and halve the file. */
const GREY_STEP = 4;

type Picture = { readonly width: number; readonly height: number; readonly grey: Uint8Array };
const BUILD = { sex: 'male', heightCm: 172, bodyMassIndex: 26 } as const;

/** A picture made smaller by the mean over each target pixel. */
function shrink({ width, height, grey }: Picture, targetWidth: number): Picture {
  const targetHeight = Math.round((height * targetWidth) / width);
  const sums = new Float64Array(targetWidth * targetHeight);
  const counts = new Uint16Array(sums.length);
  for (let p = 0; p < grey.length; p += 1) {
    const x = Math.floor(((p % width) * targetWidth) / width);
    const y = Math.floor((Math.floor(p / width) * targetHeight) / height);
    const q = y * targetWidth + x;
    sums[q] = (sums[q] ?? 0) + (grey[p] ?? 0);
    counts[q] = (counts[q] ?? 0) + 1;
  }
  const mean = sums.map((sum, q) => Math.round(sum / (counts[q] ?? 1) / GREY_STEP) * GREY_STEP);
  return { width: targetWidth, height: targetHeight, grey: Uint8Array.from(mean, (v) => Math.min(v, 255)) };
}

async function writeSheet(name: string, pictures: readonly Picture[], columns = COLUMNS): Promise<void> {
  const [first] = pictures;
  if (!first) throw new Error(`no picture for ${name}`);
  const width = columns * first.width;
  const height = Math.ceil(pictures.length / columns) * first.height;
  const data = new Uint8Array(width * height);
  for (const [n, { grey }] of pictures.entries()) {
    const left = (n % columns) * first.width;
    const top = Math.floor(n / columns) * first.height;
    for (let row = 0; row < first.height; row += 1)
      data.set(grey.subarray(row * first.width, (row + 1) * first.width), (top + row) * width + left);
  }
  await writeFile(
    join(FOLDER, name),
    encode({ width, height, data, channels: 1, depth: 8 }, { zlib: { level: 9 } }),
  );
}

function chest(findings: ChestFindings, index = 0, build: Build = BUILD): Picture {
  const { grey } = projectChest({ seed: 1, index, film: 0 }, build, findings, 'PA', SCANNERS[0]);
  return shrink({ width: 512, height: 512, grey: Uint8Array.from(grey, (value) => value >> 4) }, 228);
}

function heart(findings: EchoFindings, index: number): { diastole: Picture; systole: Picture } {
  const { frames, truth } = filmHeart({ seed: 1, index, study: 0 }, findings, { dropout: 0.15 }, (picture) =>
    picture.slice(),
  );
  const still = (frame: number): Picture =>
    shrink({ width: WIDTH, height: HEIGHT, grey: frames[frame] ?? new Uint8Array(WIDTH * HEIGHT) }, 252);
  return { diastole: still(truth.endDiastolicFrame), systole: still(truth.endSystolicFrame) };
}

const LOBES: readonly Lobe[] = ['RUL', 'RML', 'RLL', 'LUL', 'LLL'];
const STEPS = [0, 0.25, 0.5, 0.75, 1];

await mkdir(FOLDER, { recursive: true });
await writeSheet('chest-radiograph-heart.png', [
  ...[0.4, 0.46, 0.52, 0.58, 0.65].map((ratio) => chest({ ...HEALTHY, cardiothoracicRatio: ratio })),
  ...STEPS.map((hyperinflation) =>
    chest({ ...HEALTHY, hyperinflation, cardiothoracicRatio: 0.45 - 0.07 * hyperinflation }),
  ),
]);
await writeSheet('chest-radiograph-lungs.png', [
  ...STEPS.map((oedema) => chest({ ...HEALTHY, oedema, cardiothoracicRatio: 0.55 })),
  ...STEPS.map((share) => chest({ ...HEALTHY, effusion: { right: 0.6 * share, left: 0.15 * share } })),
  ...LOBES.map((lobe) => chest({ ...HEALTHY, consolidation: { lobe, extent: 0.8 } })),
]);
const hearts = [15, 30, 45, 58, 70].map((ejectionFraction, i) =>
  heart({ ejectionFraction, endDiastolicVolume: 260 - 40 * i, heartRate: 72, wallMotion: null }, 2),
);
await writeSheet('echocardiogram.png', [
  ...hearts.map(({ diastole }) => diastole),
  ...hearts.map(({ systole }) => systole),
]);
const patients = [0, 1, 2, 3, 4].map((index) => simulateChart(1, index));
const findingsOf = ({ index, state }: ChartContent) => drawChestFindings(1, index, state, { copd: false });
const echoFindings = ({ index, state }: ChartContent) =>
  drawEchoFindings(1, index, state, { infarcted: false });
await writeSheet(
  'cohort-chest-radiographs.png',
  patients.map((content) => chest(findingsOf(content), content.index, content.state.person)),
);
await writeSheet(
  'cohort-echocardiograms.png',
  patients.map((content) => heart(echoFindings(content), content.index).systole),
);
const similar = Array.from({ length: 200 }, (_, index) => drawSimilarityPatient(1, index));
await writeSheet(
  'similarity-chest-radiographs.png',
  diagnosisNames.map((name) => {
    const index = similar.findIndex(({ diagnosis }) => diagnosis === name);
    const latents = similar[index]?.latents;
    if (!latents) throw new Error(`no patient with ${name}`);
    return chest(chestFindings(1, index, latents), index, similarityPerson(1, index, latents));
  }),
  4,
);

const [target] = process.argv.slice(2);
if (target) {
  await mkdir(target, { recursive: true });
  const encodeJpeg = await loadJpegEncoder();
  for (const content of patients) {
    const person = imagedPerson(content);
    const moment = { study: 0, ms: content.visits.at(-1)?.startMs ?? 0 };
    const plain = { projection: 'PA', shortcut: { strength: 0, marked: false } } as const;
    const film = renderChestRadiograph(person, findingsOf(content), moment, plain);
    const clip = renderEchocardiogram(person, echoFindings(content), moment, { dropout: 0.2 }, encodeJpeg);
    await writeFile(join(target, `${content.id}-chest-radiograph.dcm`), film.dicom);
    await writeFile(join(target, `${content.id}-echocardiogram.dcm`), clip.dicom);
  }
}
