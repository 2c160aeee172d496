import { sampleExtract, sampleVcf } from '#lib/intake/fixtures/sample-genome.ts';
import { compressInBlocks } from '#lib/simulator/genomics/bgzf.ts';
import { lookAt } from './looks.ts';
import { verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, jsonFile, simulatedBundle } from './uploads.ts';

const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});
const compressed = () => ({
  name: 'mine.vcf.gz',
  mimeType: 'application/gzip',
  buffer: Buffer.from(compressInBlocks(new TextEncoder().encode(sampleVcf('SAMPLE-9'))).bytes),
});
const genotypes = () => [text('mine.vcf', sampleVcf('SAMPLE-9')), text('clinvar.txt', sampleExtract())];

test.beforeEach(({ page }) => page.goto('/upload').then(() => undefined));

test('a genotype file is drawn when the user says whose it is, and a purge forgets it', async ({ page }) => {
  await choose(page, genotypes());
  const owner = page.getByRole('combobox', { name: 'mine.vcf' });
  await expect(page.getByText('Sample in the file: SAMPLE-9')).toBeVisible();
  const genome = page.getByRole('region', { name: 'Genome: sample SAMPLE-9' });
  await expect(genome).toHaveCount(0);

  await owner.focus();
  await page.keyboard.press('ArrowDown');
  await expect(genome).toBeVisible();
  await expect(
    genome.getByText('Of 3 known variants in clinvar.txt, 1 is in the genotype file'),
  ).toBeVisible();
  await expect(genome.getByText('240 of 240')).toBeVisible();
  const found = genome.getByRole('table', { name: 'Known variants in the genotype file, by significance' });
  await expect(found).toContainText('LMNA');
  await expect(found).toContainText('★★☆☆ 2 of 4');
  await expect(found).toContainText('heterozygous');

  await lookAt(page, 'genome-upload');
  await page.getByRole('button', { name: 'Purge from memory' }).first().click();
  await expect(page.getByRole('main')).not.toContainText('SAMPLE-9');
});

test('a genome beside charts goes to the chart that the user names, and to no other', async ({ page }) => {
  const bundles = [1, 2].map((index) => jsonFile(`${index}.json`, simulatedBundle(index)));
  await choose(page, [...bundles, compressed()]);
  await page.getByRole('combobox', { name: 'mine.vcf.gz' }).selectOption({ index: 2 });
  const rows = page.getByRole('table', { name: '2 patients found' }).getByRole('row');
  const genome = page.getByRole('region', { name: 'Genome: sample SAMPLE-9' });
  for (const [row, count] of [
    [1, 1],
    [2, 0],
  ] as const) {
    await rows.nth(row).getByRole('button').click();
    await verdict(page);
    await expect(genome).toHaveCount(count);
    await page.getByRole('button', { name: 'All patients' }).click();
  }
});
