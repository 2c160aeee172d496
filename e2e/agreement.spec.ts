import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { savedReport, verdict } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';
import { choose, chooseAnew, simulatedBundle } from './uploads.ts';

// Node warns on standard error when both are set, as a terminal and Playwright between them may.
const { NO_COLOR: _plain, FORCE_COLOR: _coloured, ...environment } = process.env;

/** Of the receipt, these differ by nature: another runtime at another time. */
const ofTheMachine = new Set([
  'backend',
  'threads',
  'fallbacks',
  'durationMs',
  'computedAt',
  'file',
  'residual',
]);

/** Paths at which two reports differ: numbers by more than 1e-5, everything else at all. */
function differences(one: unknown, other: unknown, path = ''): string[] {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= 1e-5 ? [] : [`${path}: ${one} and ${other}`];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other ? [] : [`${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const of = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];
  return [...keys]
    .filter((key) => !ofTheMachine.has(key))
    .flatMap((key) => differences(of(one, key), of(other, key), `${path}.${key}`));
}

test('the comparison of reports sees a difference', () => {
  expect(differences({ a: [{ risk: 0.1 }] }, { a: [{ risk: 0.10002 }] })).toEqual([
    '.a.0.risk: 0.1 and 0.10002',
  ]);
  expect(differences({ risk: 0.1 }, {})).toHaveLength(1);
  expect(differences({ risk: 0.1, backend: 'wasm' }, { risk: 0.100001, backend: 'webgpu' })).toEqual([]);
});

for (const [backend, tag] of [
  ['wasm', ''],
  ['webgpu', ' @webgpu'],
] as const) {
  test(`command line and browser (${backend}) report the same of the same bundle${tag}`, async ({ page }) => {
    const folder = await mkdtemp(join(tmpdir(), 'consilium-agreement-'));
    try {
      await page.goto('/upload');
      for (const index of [8, 9]) {
        const file = join(folder, `bundle-${index}.json`);
        await writeFile(file, JSON.stringify(simulatedBundle(index)));
        await chooseAnew(page);
        await choose(page, [file]);
        expect(await verdict(page)).toBe('scored');
        const browser = await savedReport(page);
        expect(browser.provenance.backend).toBe(backend);
        const run = spawnSync('node_modules/.bin/consilium', ['assess', file, '--json'], {
          encoding: 'utf8',
          env: environment,
        });
        expect(run.stderr).toBe('');
        const printed: unknown = JSON.parse(run.stdout);
        const tolerant = differences(printed, browser);
        expect(tolerant).toEqual([]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
