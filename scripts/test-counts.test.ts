import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countsOf, sum } from './test-counts.ts';

async function reportOf(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'consilium-counts-')), 'report');
  await writeFile(path, text);
  return path;
}

describe('countsOf', () => {
  it('reads what pytest writes', async () => {
    const xml =
      '<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="1.0">';
    expect(await countsOf('pytest', await reportOf(xml))).toEqual({ passed: 4, failed: 3, skipped: 3 });
  });

  it('reads what vitest and Playwright write', async () => {
    const vitest = await reportOf('{"numPassedTests":5,"numFailedTests":1,"numPendingTests":2}');
    const playwright = await reportOf('{"stats":{"expected":7,"unexpected":1,"flaky":0,"skipped":4}}');
    const counts = [await countsOf('vitest', vitest), await countsOf('playwright', playwright)];
    expect(sum(counts)).toEqual({ passed: 12, failed: 2, skipped: 6 });
  });

  it('counts a runner that left no report as a failure', async () => {
    expect(await countsOf('vitest', '/nowhere/report.json')).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
