import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../e2e/app-server.ts';
import { buildExtendedApp } from '../e2e/extension/build-extended-app.ts';
import { EXTENDED_APP } from '../e2e/extension/extended-app.ts';
import { HOSPITAL_DAY } from '../e2e/hospital-day.ts';
import { findChromium } from './chromium.ts';
import { ensureForeignTools } from './foreign-tools.ts';
import { ensureKafka } from './kafka-environment.ts';
import { ensurePostgres } from './postgres-environment.ts';
import { ensurePython, hasPython, python } from './python-environment.ts';
import { reportFailure } from './report-failure.ts';
import { mustRun } from './run-command.ts';
import { step } from './step.ts';
import { type Counts, countsOf, sum } from './test-counts.ts';
import { together } from './together.ts';

const counted: Counts[] = [];
const bin = (name: string): string => join('node_modules', '.bin', name);

/** A check that says nothing when it passes. */
async function npmRun(script: string): Promise<string> {
  await mustRun('npm', ['run', '--silent', script]);
  return '';
}

/** Runs a test runner, keeps its counts whether it passed or not, and throws with its output when it failed. */
async function counting(
  runner: Parameters<typeof countsOf>[0],
  report: string,
  run: () => Promise<string>,
): Promise<string> {
  const failure = await run().then(
    () => null,
    (error: unknown) => error,
  );
  const counts = await countsOf(runner, report);
  counted.push(counts);
  if (failure) throw failure;
  if (counts.passed === 0) throw new Error(`${runner} ran no test`);
  return `${counts.passed} passed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;
}

/**
 * What unit and Python tests need of the machine. Where it cannot be had, CI fails and others are told loudly; what is only
 * `wished` for, since not every machine has Java and Maven, fails nowhere.
 */
async function need(what: string, ensure: () => Promise<string>, wished = false): Promise<string> {
  try {
    return await ensure();
  } catch (error) {
    if (process.env.CI === 'true' && !wished) throw error;
    process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    return `TESTS THAT NEED ${what} ARE SKIPPED (see above)`;
  }
}

/** The committed tables of codes are what their sources give; without a package registry that is said, and no failure. */
async function checkCodes(): Promise<string> {
  if (!hasPython()) return 'SKIPPED, there is no Python environment (see above)';
  await mustRun(python, ['scripts/codes/generate.py', '--check']);
  return '';
}

async function testPython(reports: string): Promise<string> {
  if (!hasPython()) return 'SKIPPED, there is no Python environment (see above)';
  const report = join(reports, 'pytest.xml');
  await mustRun(python, ['-m', 'ruff', 'check', 'training']);
  await mustRun(python, ['-m', 'ruff', 'format', '--check', 'training']);
  return counting('pytest', report, () =>
    mustRun(python, ['-m', 'pytest', 'training', '-q', `--junitxml=${report}`]),
  );
}

async function testUnits(reports: string): Promise<string> {
  const report = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  return counting('vitest', report, () => mustRun(bin('vitest'), ['run', ...reporters]));
}

/** What end-to-end tests open: a port, the folder of their demo hospital, and the app with a modality and a model more. */
type Builds = { readonly E2E_PORT: string; readonly E2E_DATA: string; readonly E2E_EXTENDED: string };

async function buildAll({ E2E_PORT, E2E_DATA }: Builds): Promise<string> {
  const env = { PORT: E2E_PORT, CONSILIUM_DATA: E2E_DATA, CONSILIUM_TODAY: HOSPITAL_DAY };
  await mustRun(process.execPath, ['scripts/prepare.ts'], { env });
  await buildExtendedApp();
  return '';
}

async function testEndToEnd(reports: string, builds: Builds): Promise<string> {
  const report = join(reports, 'playwright.json');
  const env = { ...builds, CHROMIUM_PATH: await findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return counting('playwright', report, () =>
    mustRun(bin('playwright'), ['test', '--reporter=list,json'], { env }),
  );
}

async function runAll(reports: string): Promise<void> {
  // Most of it is waiting for the network and the disk, so it goes on beside the checks.
  const environment = need('PYTHON', ensurePython);
  environment.catch(() => undefined);
  await step('format, lint, types, layers', () =>
    together(
      () => npmRun('lint'),
      () => npmRun('types'),
      () => npmRun('layers'),
    ),
  );
  await step('tools of others', () => need('THEM', ensureForeignTools));
  await step('PostgreSQL for tests', () => need('POSTGRESQL', ensurePostgres));
  await step('Kafka for tests', () => need('KAFKA', ensureKafka, true));
  await step('Python environment', () => environment);
  await step('tables of codes', checkCodes);
  await step('unit tests', () => testUnits(reports));
  const builds = {
    E2E_PORT: String(await freePort()),
    E2E_DATA: join(reports, 'hospital'),
    E2E_EXTENDED: resolve(EXTENDED_APP),
  };
  // Python's tests keep one core busy, and builds the other.
  await step('builds and demo hospital, Python tests', () =>
    together(
      () => buildAll(builds),
      () => testPython(reports),
    ),
  );
  await step('end-to-end tests', () => testEndToEnd(reports, builds));
}

/** `npm test`: every check, one line each, until the first that fails; the last line counts the tests. */
async function test(): Promise<void> {
  const reports = await mkdtemp(join(tmpdir(), 'consilium-test-'));
  try {
    await runAll(reports);
  } finally {
    await rm(reports, { recursive: true, force: true });
    const { passed, failed, skipped } = sum(counted);
    process.stdout.write(
      `\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
    );
  }
}

await reportFailure(test);
