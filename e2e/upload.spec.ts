import { gzipSync } from 'node:zlib';
import { openPart, verdict } from './patient-page.ts';
import { expect, onOnePage } from './quiet-page.ts';
import { choose, chooseAnew, jsonFile, simulatedBundle, syntheaFiles } from './uploads.ts';

const test = onOnePage((page) => page.goto('/upload').then(() => undefined));
test.beforeEach(async ({ page }) => {
  await chooseAnew(page);
  await expect(page.getByRole('heading', { name: 'Upload', level: 1 })).toBeVisible();
});

test('a dropped bundle becomes the patient page, with a score', async ({ page }) => {
  const text = JSON.stringify(simulatedBundle(0));
  const files = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'bundle.json', { type: 'application/json' }));
    return transfer;
  }, text);
  await page.getByText('Drop files or folders here').dispatchEvent('drop', { dataTransfer: files });
  expect(await verdict(page)).toBe('scored');
  await expect(page.getByText('held in this tab’s memory only')).toBeVisible();
});

test('NDJSON, gzip and several patients at once are read', async ({ page }) => {
  const lines = [1, 2, 3].map((index) => JSON.stringify(simulatedBundle(index))).join('\n');
  const buffer = gzipSync(lines);
  await choose(page, [{ name: 'ward.ndjson.gz', mimeType: 'application/gzip', buffer }]);
  await expect(page.getByRole('heading', { name: '3 patients found' })).toBeVisible();
  const rows = page.getByRole('table', { name: '3 patients found' }).getByRole('row');
  const names: string[] = [];
  for (const index of [1, 2]) {
    const open = rows.nth(index).getByRole('button');
    names.push((await open.textContent()) ?? '');
    await open.click();
    await verdict(page);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(names[index - 1] ?? '?');
    await page.getByRole('button', { name: 'All patients' }).click();
  }
  expect(names[0]).not.toBe(names[1]);
});

test('two uploads in turn never mix', async ({ page }) => {
  const seen: { name: string; text: string }[] = [];
  for (const index of [5, 6]) {
    await choose(page, [jsonFile('bundle.json', simulatedBundle(index))]);
    await verdict(page);
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    const name = heading?.replace(/\s*Simulated$/, '') ?? '';
    expect(name).toMatch(/\w{2}/);
    seen.push({ name, text: (await page.getByRole('main').textContent()) ?? '' });
    await page.getByRole('button', { name: 'Purge from memory' }).click();
    await expect(page.getByText('Drop files or folders here')).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText(seen.at(-1)?.name ?? '?');
  }
  expect(seen[0]?.name).not.toBe(seen[1]?.name);
  expect(seen[1]?.text).not.toContain(seen[0]?.name);
  for (const reference of references(simulatedBundle(5))) expect(seen[1]?.text).not.toContain(reference);
});

const references = (bundle: ReturnType<typeof simulatedBundle>): string[] =>
  (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.id ? [`${resource.resourceType}/${resource.id}`] : [],
  );

const nameNobody = /(hospital|practitioner)Information/;
// One in four: the command line's tests read them all, the page is asked whether it draws what was read.
const synthea = syntheaFiles().filter((name, index) => index % 4 === 0 || nameNobody.test(name));

test('a Synthea bundle gives a page with a score, or none and why', async ({ page }) => {
  test.skip(
    synthea.length === 0,
    'Synthea bundles are not beside this checkout (../shared/data/fhir/synthea-r4)',
  );
  test.setTimeout(synthea.length * 30_000);
  const verdicts = new Map<string, string>();
  for (const file of synthea) {
    await choose(page, [file]);
    if (nameNobody.test(file)) {
      await expect(page.getByText('This is FHIR without the patient')).toBeVisible();
      verdicts.set(file, 'nobody');
    } else {
      verdicts.set(file, await verdict(page));
      if (verdicts.get(file) === 'scored') {
        await openPart(page, /^Gaps/);
        await expect(page.getByRole('heading', { name: /^Missing or stale \([1-9]/ })).toBeVisible();
      }
    }
    await page.getByRole('button', { name: 'Purge from memory' }).click();
  }
  expect(verdicts.size).toBe(synthea.length);
});

test('a button that opens files cannot be pressed before the page can follow', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(`${baseURL}/upload`);
  for (const name of [
    'Choose files',
    'Choose a folder',
    'Chart',
    'X-ray',
    'Echo',
    'Genome',
    'Week of a watch',
  ])
    await expect(still.getByRole('button', { name, exact: true })).toBeDisabled();
  await context.close();
});
