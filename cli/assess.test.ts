import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';

const folder = mkdtempSync(join(tmpdir(), 'consilium-assess-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = fileURLToPath(new URL('./bin/consilium.js', import.meta.url));
const consilium = (...parameters: string[]) =>
  spawnSync(process.execPath, [program, 'assess', ...parameters], { encoding: 'utf8', cwd: folder });

const bundles = [0, 1].map((index) => simulatePatient(1, index).bundle);
const ids = bundles.map(
  ({ entry }) => entry?.find(({ resource }) => resource?.resourceType === 'Patient')?.resource?.id,
);
writeFileSync(join(folder, 'one.json'), JSON.stringify(bundles[0]));
writeFileSync(join(folder, 'both.ndjson'), bundles.map((bundle) => JSON.stringify(bundle)).join('\n'));
writeFileSync(join(folder, 'torn.json'), JSON.stringify(bundles[0]).slice(0, 500));

const parse = (text: string): unknown => JSON.parse(text);

describe('consilium assess', { timeout: 180_000 }, () => {
  it('prints one report for one patient', () => {
    const { status, stdout } = consilium('one.json', '--json');
    expect(status).toBe(0);
    expect(parse(stdout)).toMatchObject({
      patientId: ids[0],
      status: expect.stringMatching(/^(un)?scored$/),
    });
  });

  it('prints an array for several, and the same number for a patient whatever stands beside', () => {
    const several = parse(consilium('both.ndjson', '--json').stdout) as RiskReport[];
    expect(several.map(({ patientId }) => patientId)).toEqual(ids);
    const alone = parse(consilium('both.ndjson', '--json', '--patient', String(ids[1])).stdout);
    const scores = [several[1], alone].map((report) => ({ ...(report as RiskReport), provenance: null }));
    expect(scores[1]).toEqual(scores[0]);
  });

  it('prints text for people without --json', () => {
    const { stdout } = consilium('one.json');
    expect(stdout).toContain(`Patient ${ids[0]}`);
    expect(stdout).toMatch(/30-day readmission risk \d+\.\d %|No score/);
  });

  it('says what is wrong on standard error, and prints nothing to take for a report', () => {
    for (const [parameters, sentence] of [
      [['nowhere.json'], 'nowhere.json'],
      [['torn.json'], 'torn.json'],
      [['one.json', '--patient', 'someone-else'], 'No patient someone-else'],
    ] as const) {
      const { status, stdout, stderr } = consilium(...parameters, '--json');
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain(sentence);
    }
  });

  it('documents its exit status', () => expect(consilium('--help').stdout).toMatch(/Exit status:\n\s+0 /));
});
