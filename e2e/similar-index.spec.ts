import type { Page } from '@playwright/test';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import type { ModalityId } from '#lib/simulator/member.ts';
import { dicomFile } from './dicom-files.ts';
import { fillWatched, type IndexedHospital, openIndexedHospital, watchedIds } from './indexed-hospital.ts';
import { openPart, verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, jsonFile } from './uploads.ts';

// Enough for ten who were followed beside the patient.
const PATIENTS = 24;

let hospital: IndexedHospital;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  hospital = await openIndexedHospital(fillWatched(PATIENTS));
});
test.afterAll(() => hospital.close());

const listOf = (page: Page) => page.getByRole('region', { name: 'Most similar' });

test('what became of the nearest stands beside the patient’s own risk, and a neighbour’s chart opens', async ({
  page,
}) => {
  const [patient] = watchedIds(PATIENTS);
  await page.goto(`${hospital.origin}/similar/${patient}`);
  await expect(listOf(page).locator('[data-neighbour]')).toHaveCount(10);
  await expect(page.getByRole('region', { name: 'Network' })).toContainText(`${PATIENTS} patients`);
  const outcomes = page.getByRole('region', { name: 'What became of them' });
  await outcomes.getByLabel('Patients counted').selectOption('20');
  await expect(outcomes.getByRole('img', { name: /^Not readmitted by day after discharge/ })).toBeVisible();
  await expect(outcomes).toContainText(/similar patients.*0\sreadmitted, 0\sdied/);
  await expect(outcomes).toContainText(
    /This patient as the model expects it: [<\d]+\s% readmitted in 30 days/,
  );

  await listOf(page).getByRole('button', { name: 'Open the chart' }).click();
  await page.waitForURL(/\/patients\/sim-/);
  expect(page.url()).not.toContain(patient);
  const nearest = page.getByRole('region', { name: 'Similar patients' });
  await expect(nearest).toContainText(`The nearest of ${PATIENTS}`);
  await expect(nearest.getByRole('listitem')).toHaveCount(3);
});

test('a chosen record with its film and genome is searched, and no number of it travels', async ({
  page,
}) => {
  const { bundle, studies, files } = simulateMember({ cohort: 'similarity', seed: 4711 }, 3, {
    modalities: new Set<ModalityId>(['ehr', 'imaging', 'genomics']),
    shortcut: 0,
  });
  const encode = await loadJpegEncoder();
  await page.goto(`${hospital.origin}/upload`);
  await choose(page, [
    jsonFile('chart.json', bundle),
    ...studies.map((study, k) => dicomFile(`film-${k}`, renderStudy(study, encode))),
    ...files.map(({ path, bytes }) => ({
      name: path.split('/').at(-1) ?? path,
      mimeType: 'application/gzip',
      buffer: Buffer.from(bytes),
    })),
  ]);
  await page.getByRole('button', { name: 'Open the chart' }).click();
  await verdict(page);
  await openPart(page, 'Similar patients');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || /\/api\//.test(request.url()))
      sent.push(`${request.method()} ${new URL(request.url()).pathname}${new URL(request.url()).search}`);
  });
  await page.getByRole('button', { name: 'Find similar patients' }).click();
  await expect(
    page.getByText(
      /^Not stored and not sent: \d+\snumbers made of this record \(Laboratory and vital signs \d+, Chest radiograph \d+, Genome \d+\) were compared in this browser with 24 indexed patients\.$/,
    ),
  ).toBeVisible({ timeout: 60_000 });
  await expect(listOf(page).locator('[data-neighbour]')).toHaveCount(10);
  expect(sent).toEqual(['GET /api/similar/cohort']);
});
