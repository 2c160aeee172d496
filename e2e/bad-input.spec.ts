import type { Bundle, FhirResource, Observation, Quantity } from 'fhir/r4';
import { openPart, savedReport, verdict } from './patient-page.ts';
import { expect, onOnePage } from './quiet-page.ts';
import { choose, chooseAnew, jsonFile, simulatedBundle, type Upload } from './uploads.ts';

const test = onOnePage((page) => page.goto('/upload').then(() => undefined));
test.beforeEach(({ page }) => chooseAnew(page));

const whole = JSON.stringify(simulatedBundle(0));
const unreadable: readonly (readonly [what: string, file: Upload])[] = [
  ['a truncated file', jsonFile('truncated.json', whole.slice(0, whole.length / 2))],
  ['an empty file', jsonFile('empty.json', '')],
  ['a file that is no FHIR', jsonFile('list.json', { hello: [1, 2, 3] })],
  ['a page of HTML', jsonFile('error.json', '<html><body>502 Bad Gateway</body></html>')],
  ['nesting 10,000 deep', jsonFile('deep.json', '['.repeat(10_000) + ']'.repeat(10_000))],
  ['a file that only says it is gzip', { ...jsonFile('x.json.gz', 'no gzip'), mimeType: 'application/gzip' }],
];

for (const [what, file] of unreadable) {
  test(`${what}: no patient, and the reason with the file's name`, async ({ page }) => {
    await choose(page, [file]);
    await expect(page.getByText('No patient in these files')).toBeVisible();
    const reasons = page.getByRole('region', { name: 'What was left out, and why' });
    await expect(reasons).toContainText(file.name);
    await expect(page.getByTestId('risk')).toHaveCount(0);
  });
}

type Change = (observation: Observation) => Observation;

/** A copy in which every Observation of one LOINC code is changed. */
function withChanged(code: string, change: Change): Bundle {
  const isMeant = (resource: FhirResource | undefined): resource is Observation =>
    resource?.resourceType === 'Observation' && resource.code.coding?.[0]?.code === code;
  const { entry = [], ...bundle } = structuredClone(simulatedBundle(0)) as Bundle<FhirResource>;
  expect(entry.filter(({ resource }) => isMeant(resource)).length, `LOINC ${code}`).toBeGreaterThan(0);
  const changed = entry.map((one) =>
    isMeant(one.resource) ? { ...one, resource: change(one.resource) } : one,
  );
  return { ...bundle, entry: changed };
}

const quantity =
  (changed: Quantity): Change =>
  (observation) => ({ ...observation, valueQuantity: { ...observation.valueQuantity, ...changed } });
const dated =
  (date: (recorded: string) => string): Change =>
  (observation) => ({ ...observation, effectiveDateTime: date(observation.effectiveDateTime ?? '') });

const POTASSIUM = '2823-3';
const spoilt: readonly (readonly [what: string, change: Change])[] = [
  ['without a unit', (o) => ({ ...o, valueQuantity: { value: o.valueQuantity?.value ?? 4 } })],
  ['in a unit that does not exist', quantity({ code: 'wibble/L', unit: 'wibble/L' })],
  ['with a comparator', quantity({ comparator: '<' })],
  ['implausibly high', quantity({ value: 4_000 })],
  ['in the year 2090', dated(() => '2090-01-01T00:00:00Z')],
  ['dated by the year alone', dated((recorded) => recorded.slice(0, 4))],
  ['entered in error', (o) => ({ ...o, status: 'entered-in-error' })],
];

for (const [what, change] of spoilt) {
  test(`potassium ${what} is no input: it stands under missing, and no evidence names it`, async ({
    page,
  }) => {
    await choose(page, [jsonFile('bundle.json', withChanged(POTASSIUM, change))]);
    expect(await verdict(page)).toBe('scored');
    await openPart(page, /^Gaps/);
    const more = page
      .getByRole('region', { name: /^Missing or stale/ })
      .getByRole('button', { name: /^Show \d+ more/ });
    if (await more.isVisible()) await more.click();
    await expect(page.getByRole('region', { name: /^Missing or stale/ })).toContainText('Potassium');
    const report = await savedReport(page);
    const features = report.attributions.flatMap((modality) => modality.features);
    const potassium = features.filter(({ measure }) => measure === 'potassium');
    expect(potassium.filter(({ value }) => value !== null)).toEqual([]);
    expect(report.provenance.inputs.some(({ feature }) => feature.startsWith('potassium.'))).toBe(false);
  });
}

test('nothing recorded after the time of prediction is an input', async ({ page }) => {
  await choose(page, [jsonFile('bundle.json', simulatedBundle(0))]);
  expect(await verdict(page)).toBe('scored');
  const report = await savedReport(page);
  const evidence = report.provenance.inputs.flatMap(({ from }) => from);
  expect(evidence.length).toBeGreaterThan(20);
  expect(evidence.filter(({ time }) => time !== null && time.ms > report.at.ms)).toEqual([]);
});

test('a Bundle in a Bundle, duplicates and dangling references do not stop the rest', async ({ page }) => {
  const inner = simulatedBundle(0);
  const copies = (inner.entry ?? []).slice(0, 5);
  const stray = {
    resourceType: 'Observation',
    id: 'stray',
    status: 'final',
    subject: { reference: 'Patient/nobody' },
    code: { text: 'x' },
  } as FhirResource;
  const outer = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: inner }, ...copies, { resource: stray }],
  };
  await choose(page, [jsonFile('nested.json', outer)]);
  expect(await verdict(page)).toBe('scored');
  await expect(page.getByRole('region', { name: 'Files', exact: true })).toBeVisible();
});

test('text in a resource is text, never markup', async ({ page }) => {
  const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
  const { entry = [], ...rest } = simulatedBundle(0) as Bundle<FhirResource>;
  const renamed = entry.map(({ resource }) =>
    resource?.resourceType === 'Patient'
      ? { resource: { ...resource, name: [{ text: markup }] } }
      : { resource },
  );
  const bundle = { ...rest, entry: renamed };
  await choose(page, [jsonFile('bundle.json', bundle)]);
  await verdict(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(markup);
  expect(await page.title()).not.toBe('1');
});
