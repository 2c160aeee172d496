import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EstimateReport } from '#lib/contract/estimate-report.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import { type AppServer, freePort, startApp } from './app-server.ts';
import { dicomFile } from './dicom-files.ts';
import { buildExtendedApp } from './extension/build-extended-app.ts';
import { openPart, verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, imagedMember, jsonFile } from './uploads.ts';

// docs/architecture.md says which files make a modality and a model. This builds the app with one of each more.
test.describe.configure({ mode: 'serial' });

/** Two busy cores take minutes to build the app. */
const BUILD_MS = 600_000;

const { bundle, studies } = imagedMember();
const patient = bundle.entry?.map(({ resource }) => resource).find((one) => one?.resourceType === 'Patient');
const film = studies.find(({ kind }) => kind === 'chest-radiograph');

/** Newer than all else on the chart, so that the model's time of prediction is its own. */
const squeeze = {
  resourceType: 'Observation',
  id: 'squeeze',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '83174-3' }], text: 'Grip strength' },
  subject: { reference: `Patient/${patient?.id}` },
  effectiveDateTime: latestTime(JSON.stringify(bundle)),
  valueSampledData: {
    origin: { value: 0, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
    period: 250,
    dimensions: 1,
    data: '0 12 24 31 33 30 21 9',
  },
};
const chart = { ...bundle, entry: [...(bundle.entry ?? []), { resource: squeeze }] };

/** The latest date and time that a text names. */
function latestTime(text: string): string {
  const times = text.match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/g) ?? [];
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? '';
}

let root = '';
let app: AppServer | undefined;

test.beforeAll(async () => {
  // What is configured for tests does not hold for this hook.
  test.setTimeout(BUILD_MS);
  root = process.env.E2E_EXTENDED ?? (await buildExtendedApp());
  // No demo hospital is made: charts come from the reader's own files.
  app = await startApp(
    await freePort(),
    { FHIR_BASE_URL: 'http://127.0.0.1:9/fhir', CONSILIUM_ALLOW_UNAUTHENTICATED: '1' },
    root,
  );
});

test.afterAll(async () => {
  await app?.kill();
  if (root !== '') await rm(root, { recursive: true, force: true });
});

test('a new modality and a new model are on the patient’s page, and in the command line alike', async ({
  page,
}) => {
  if (!film) throw new Error('This person has no radiograph');
  const picture = Buffer.from(renderStudy(film, await loadJpegEncoder()));
  await page.goto(`${app?.origin}/upload`);
  await choose(page, [jsonFile('chart.json', chart), dicomFile('film.dcm', picture)]);
  await page.getByRole('button', { name: 'Open the chart' }).click();
  await verdict(page);
  await openPart(page, 'Grip');
  const panel = page.getByRole('region', { name: 'Grip strength', exact: true });
  await expect(panel).toContainText('33 kg');
  await openPart(page, 'Other models');
  const answer = page.getByRole('region', { name: 'Grip and film' });
  await expect(answer).toContainText('trained on simulated patients');

  const folder = join(root, 'files');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'chart.json'), JSON.stringify(chart));
  await writeFile(join(folder, 'film.dcm'), picture);
  const parameters = [
    'assess',
    'files/chart.json',
    '--images',
    'files',
    '--model',
    'grip-and-film',
    '--json',
  ];
  const run = spawnSync(process.execPath, ['cli/bin/consilium.js', ...parameters], {
    cwd: root,
    encoding: 'utf8',
  });
  const report = JSON.parse(run.stdout) as EstimateReport;
  if (report.status !== 'scored') throw new Error(JSON.stringify(report.reasons));
  const [strength, brightness] = report.estimates;
  expect(strength?.value).toBeCloseTo(20 + 33, 4);
  expect(brightness?.value).toBeGreaterThan(0.1);
  // The same pixels, decoded in the browser's worker and in Node.
  await expect(answer).toContainText('53.000 kg');
  await expect(answer).toContainText(brightness?.value.toFixed(6) ?? 'no number');
});

test('without a picture the new model says why it has no answer', async ({ page }) => {
  await page.goto(`${app?.origin}/upload`);
  await choose(page, [jsonFile('chart.json', chart)]);
  await verdict(page);
  await openPart(page, 'Other models');
  await expect(page.getByRole('region', { name: 'Grip and film' })).toContainText(
    'No chest radiograph could be read, because no archive at hand holds it.',
  );
});

test('a new model has its page beside the others, and its line in the command line', async ({ page }) => {
  const listed = spawnSync(process.execPath, ['cli/bin/consilium.js', 'models'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(listed.stdout).toContain('grip-and-film 1: Grip and film (estimate)');
  await page.goto(`${app?.origin}/models`);
  await page.getByRole('link', { name: 'Grip and film' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Grip and film' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Estimates', exact: true })).toContainText(
    'Brightness of the film',
  );
});
