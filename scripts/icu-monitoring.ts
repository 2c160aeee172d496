/**
 * Writes docs/generated/icu-monitoring.{json,md}: how often what watches the ICU models errs, and what it finds. A minute of one
 * core; `node scripts/icu-monitoring.ts drift` measures that part anew and leaves the others.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { measureArms } from './icu-monitoring/measure-arms.ts';
import { measureCalibration } from './icu-monitoring/measure-calibration.ts';
import { measureDrift } from './icu-monitoring/measure-drift.ts';
import { type MonitoringReport, reportText } from './icu-monitoring/report-text.ts';

const RESULT = 'docs/generated/icu-monitoring';
const TRIALS = 400;
const SEQUENCES = 400;
const WINDOWS = 200;

const measures: Readonly<Record<string, () => Promise<Partial<MonitoringReport>>>> = {
  arms: async () => ({ arms: measureArms(TRIALS) }),
  calibration: async () => ({ calibration: measureCalibration(SEQUENCES) }),
  drift: async () => ({ drift: await measureDrift(WINDOWS) }),
};

/** What an earlier run has left. */
async function known(): Promise<Partial<MonitoringReport>> {
  return existsSync(`${RESULT}.json`) ? JSON.parse(await readFile(`${RESULT}.json`, 'utf8')) : {};
}

const [, , asked] = process.argv;
for (const [part, measure] of Object.entries(measures)) {
  if (asked !== undefined && asked !== part) continue;
  const measured = await measure();
  const report = { ...(await known()), ...measured };
  await writeFile(`${RESULT}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(`${RESULT}.md`, reportText(report));
}
