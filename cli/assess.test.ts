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

  it('reads charts with a site mapping, names it in the receipt, and refuses a wrong one', () => {
    const local = JSON.stringify(bundles[0]).replaceAll(
      '"http://loinc.org","code":"2160-0"',
      '"urn:lab","code":"KREA"',
    );
    writeFileSync(join(folder, 'local.json'), local);
    const mapping = {
      siteMap: 1,
      name: 'Ours',
      results: [{ system: 'urn:lab', code: 'KREA', measure: 'creatinine' }],
    };
    writeFileSync(join(folder, 'map.txt'), JSON.stringify(mapping));
    writeFileSync(join(folder, 'wrong.txt'), JSON.stringify({ ...mapping, siteMap: 3 }));
    const reports = [['one.json'], ['local.json', '--site-map', 'map.txt']].map(
      (parameters) => parse(consilium(...parameters, '--json').stdout) as RiskReport,
    );
    const [plain, mapped] = reports.map((report) => ({ ...report, provenance: null }));
    expect(mapped).toEqual(plain);
    if (reports[1]?.status === 'scored') {
      const { siteMap } = reports[1].provenance;
      expect([siteMap?.name, new Set(Object.values(siteMap?.used ?? {}).flat())]).toEqual([
        'Ours',
        new Set(['Creatinine']),
      ]);
    }
    const unmapped = parse(consilium('local.json', '--json').stdout) as RiskReport;
    expect(unmapped.unread[0]).toMatchObject({ system: 'urn:lab', code: 'KREA' });
    const refused = consilium('local.json', '--site-map', 'wrong.txt');
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('siteMap: must be 1');
  });

  it('documents its exit status', () => expect(consilium('--help').stdout).toMatch(/Exit status:\n\s+0 /));
});
