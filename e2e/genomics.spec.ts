import type { Page } from '@playwright/test';
import { sampleExtract } from '#lib/intake/fixtures/sample-genome.ts';
import { lookAt } from './looks.ts';
import { openPart } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';

type Found = {
  readonly entry?: readonly { readonly resource: { readonly subject: { readonly reference: string } } }[];
};

/** Opens the first patient of the demo hospital whom a search of findings or documents is about. */
async function openSubject(page: Page, search: string): Promise<void> {
  const answer = await page.request.get(`/api/fhir/${search}&_count=1`);
  const { entry = [] } = (await answer.json()) as Found;
  const id = entry[0]?.resource.subject.reference.replace('Patient/', '');
  expect(id, search).toBeTruthy();
  await page.goto(`/patients/${id}`);
  await openPart(page, 'Genome');
  await expect(panel(page)).toBeVisible();
}

const panel = (page: Page) => page.getByRole('region', { name: 'Genome', exact: true });
const GENOTYPED = 'DocumentReference?type=http://loinc.org|51969-4';
const CARRIER = 'Observation?code=http://loinc.org|69548-6';

test('a genotype file gives a score among people of like ancestry, in words, plots and tables', async ({
  page,
}) => {
  await openSubject(page, GENOTYPED);
  const genome = panel(page);
  await expect(genome.getByText(/^Higher than .* people of the nearest reference group/)).toBeVisible();
  await expect(genome.getByText('The reference people are simulated.')).toBeVisible();
  for (const title of ['Polygenic score among people of like ancestry', 'Place on the axes of ancestry']) {
    await expect(genome.getByRole('img', { name: title })).toBeVisible();
    const view = genome.getByRole('radiogroup', { name: `${title}: view` });
    await view.getByRole('radio', { name: 'Chart' }).focus();
    await page.keyboard.press('ArrowRight');
    const table = genome.getByRole('table', { name: title });
    await expect(table).toBeVisible();
    await expect(
      table.getByText(title.startsWith('Poly') ? 'here' : 'This patient', { exact: true }),
    ).toHaveCount(1);
  }
});

test('a reported variant is said in a sentence with its source', async ({ page }) => {
  await openSubject(page, CARRIER);
  const sentence = panel(page)
    .getByText(/^Carries an? .*variant in [A-Z0-9]+/)
    .first();
  await expect(sentence).toBeVisible();
  await expect(
    panel(page)
      .getByText(/^Observation\/\S+, reported/)
      .first(),
  ).toBeVisible();
  await expect(panel(page).getByText('Genes that are not listed were not tested.')).toBeVisible();
  await expect(panel(page).getByRole('table', { name: 'Reported variants, by significance' })).toBeVisible();
});

test('the genome is accessible in both themes and on a phone', async ({ page }) => {
  await openSubject(page, CARRIER);
  await lookAt(page, 'genome');
});

test('the genome is compared with a ClinVar file of the reader, and the comparison can be forgotten', async ({
  page,
}) => {
  await openSubject(page, GENOTYPED);
  const section = panel(page).getByRole('region', { name: 'Comparison with ClinVar' });
  const pick = async (name: string, content: string) => {
    const chooser = page.waitForEvent('filechooser');
    await section.getByRole('button', { name: 'Compare with a ClinVar file…' }).click();
    await (await chooser).setFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(content) }]);
  };
  await pick('letter.txt', 'Dear colleague\n');
  await expect(section.getByRole('alert')).toContainText('letter.txt is no ClinVar extract');
  await pick('clinvar.txt', sampleExtract());
  await expect(section.getByText('Of 3 known variants in clinvar.txt')).toBeVisible();
  await expect(section.getByRole('table', { name: 'What the file could tell, gene by gene' })).toBeVisible();
  await expect(section.getByRole('alert')).toHaveCount(0);
  await section.getByRole('button', { name: 'Forget the comparison' }).click();
  await expect(section.getByRole('table')).toHaveCount(0);
});
